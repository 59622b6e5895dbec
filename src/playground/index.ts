export {
  type EventRecipe,
  type LevelSlider,
  type LevelSliderData,
  levelSlider,
  levelSliderHtml,
  levelSliderType,
} from './level-slider.js';
export {
  type MetricPlayground,
  type MetricPlaygroundData,
  metricPlayground,
  metricPlaygroundHtml,
  metricPlaygroundType,
} from './metric-playground.js';
export { pageScript } from './page-script.js';
