// Runs in the book: scores the caption of each playground at every keystroke, with the kit's own functions.
import { explainCaption } from '../captioning/index.js';
import { explanationHtml } from './explanation-html.js';

for (const playground of document.querySelectorAll('.playground')) {
  const { items } = JSON.parse(playground.querySelector('script').textContent);
  const [chosen, caption, restore, shown] = ['select', 'input', 'button', '.explanation'].map((part) =>
    playground.querySelector(part),
  );
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
