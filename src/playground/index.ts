export {
  type MetricPlayground,
  type MetricPlaygroundData,
  metricPlayground,
  metricPlaygroundHtml,
  metricPlaygroundType,
} from './metric-playground.js';
export { pageScript } from './page-script.js';
