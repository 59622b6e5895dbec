import { findTools, scoreCaptions } from '../../../dist/src/captioning/index.js';
import { benchItems } from './items.mjs';

/** node ours.mjs COUNT: scores so many items in a process of its own; what it cost, as JSON. */
const items = await benchItems(Number(process.argv[2]));
const before = process.cpuUsage();
const started = performance.now();
const metrics = ['bleu_1', 'bleu_2', 'bleu_3', 'bleu_4', 'rouge_l', 'cider_d', 'meteor'];
const scores = await scoreCaptions(items, {
  tokenized: false,
  metrics,
  tools: await findTools({ needs: ['meteor'] }),
  intervals: false,
});
const { user, system } = process.cpuUsage(before);
const values = Object.fromEntries(
  metrics.map((name) => [name, scores.metrics[name].value ?? scores.metrics[name].missing]),
);
console.log(
  JSON.stringify({
    cpu: (user + system) / 1e6,
    seconds: (performance.now() - started) / 1000,
    rss: process.resourceUsage().maxRSS / 1024,
    values,
  }),
);
