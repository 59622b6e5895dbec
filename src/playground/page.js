// Runs in the book: scores the caption of each metric playground at every keystroke, and mixes that of each level slider, with the kit's own functions.
import { fromPcm16 } from '../audio/index.js';
import { explainCaption } from '../captioning/index.js';
import { mixAtLevel } from '../editing/index.js';
import { explanationHtml } from './explanation-html.js';
import { unpackedSources } from './level-slider.js';
import { mixHtml } from './mix-html.js';

for (const playground of document.querySelectorAll('.metric-playground')) {
  const { items } = JSON.parse(playground.querySelector('script').textContent);
  const [chosen, caption, restore, shown] = parts(playground, 'select', 'input', 'button', '.explanation');
  const show = () => {
    const index = Number(chosen.value);
    const changed = items.with(index, { ...items[index], candidate: caption.value });
    shown.innerHTML = explanationHtml(explainCaption(changed, index));
  };
  const reset = () => {
    caption.value = items[Number(chosen.value)].candidate;
    show();
  };
  caption.addEventListener('input', show);
  chosen.addEventListener('change', reset);
  restore.addEventListener('click', reset);
}

let audio;
let stop;

for (const slider of document.querySelectorAll('.level-slider')) {
  const data = JSON.parse(slider.querySelector('script').textContent);
  const { recipe } = data;
  const sources = unpackedSources(data);
  const [level, play, recorded, shown] = parts(slider, 'input', '.play', '.recorded', '.explanation');
  let toBaseDb = recipe.event.toBaseDb;
  const mix = () => mixAtLevel(recipe, sources, toBaseDb);
  const show = (chosen) => {
    toBaseDb = chosen;
    level.setAttribute('aria-valuetext', `${toBaseDb.toFixed(1)} dB`);
    shown.innerHTML = mixHtml(recipe, mix(), toBaseDb);
  };
  level.addEventListener('input', () => show(Number(level.value)));
  recorded.addEventListener('click', () => {
    level.value = recipe.event.toBaseDb;
    show(recipe.event.toBaseDb);
  });
  play.addEventListener('click', () => sound(fromPcm16(mix().values, 1), recipe.sampleRate));
}

/** Plays samples, one mix at a time. */
function sound(samples, sampleRate) {
  stop?.();
  for (const player of document.querySelectorAll('audio')) player.pause();
  audio ??= new AudioContext();
  const buffer = audio.createBuffer(1, samples.length, sampleRate);
  buffer.copyToChannel(samples, 0);
  const source = audio.createBufferSource();
  source.buffer = buffer;
  source.connect(audio.destination);
  source.start();
  stop = () => source.stop();
}

function parts(place, ...selectors) {
  return selectors.map((selector) => place.querySelector(selector));
}
