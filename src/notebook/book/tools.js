// Search, folding of code, colour scheme, presentation, keys, the current section, and one player at a time.
(() => {
  const root = document.documentElement;
  const tools = document.querySelector('.tools');
  const headings = [...document.querySelectorAll('main :is(h1, h2, h3)[id], main section[id]')];
  tools.hidden = false;

  const search = tools.querySelector('input');
  const found = tools.querySelector('.found');
  const status = tools.querySelector('[role="status"]');
  const shownResults = 12;
  let passages;

  /** The texts of the page with the heading above each, collected at the first search. */
  const collect = () => {
    let title = '';
    const all = document.querySelectorAll('main :is(h1, h2, h3, h4, p, li, caption, figcaption, td, dd)');
    return [...all].map((element) => {
      const text = element.textContent.replaceAll(/\s+/g, ' ').trim();
      const isHeading = /^H\d$/.test(element.tagName);
      if (isHeading) title = text;
      return { element, title, text, isHeading, lower: text.toLowerCase() };
    });
  };

  const excerpt = (text, at) => {
    const start = Math.max(0, at - 30);
    return `${start > 0 ? '…' : ''}${text.slice(start, at + 60)}${at + 60 < text.length ? '…' : ''}`;
  };

  const resultOf = ({ element, title, text, lower, isHeading }, index, first) => {
    element.id ||= `found-${index}`;
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `#${element.id}`;
    link.textContent = isHeading ? text : title;
    item.append(link);
    if (!isHeading) item.append(document.createElement('br'), excerpt(text, lower.indexOf(first)));
    return item;
  };

  search.addEventListener('input', () => {
    passages ??= collect();
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = words.length === 0 ? [] : passages.filter(({ lower }) => words.every((word) => lower.includes(word)));
    matching.sort((one, other) => other.isHeading - one.isHeading);
    found.replaceChildren(...matching.slice(0, shownResults).map((passage) => resultOf(passage, passages.indexOf(passage), words[0])));
    const more = matching.length > shownResults ? `, the first ${shownResults} shown` : '';
    status.textContent = words.length === 0 ? '' : `${matching.length} found${more}`;
  });

  const buttons = Object.fromEntries([...tools.querySelectorAll('button')].map((button) => [button.name, button]));
  const press = (button, isPressed) => button.setAttribute('aria-pressed', String(isPressed));
  const isPressed = (button) => button.getAttribute('aria-pressed') === 'true';

  // what an author folded, such as a solution, stays folded
  buttons.code.addEventListener('click', () => {
    press(buttons.code, !isPressed(buttons.code));
    for (const code of document.querySelectorAll('details.code:not(.folded)')) code.open = isPressed(buttons.code);
  });

  const isDark = () => getComputedStyle(root).getPropertyValue('--is-dark').trim() === '1';
  buttons.dark.addEventListener('click', () => {
    root.dataset.scheme = isDark() ? 'light' : 'dark';
    press(buttons.dark, isDark());
    document.dispatchEvent(new Event('schemechange'));
  });
  press(buttons.dark, isDark());

  const present = (on) => {
    const [top] = headings.filter((heading) => heading.getBoundingClientRect().top > -10);
    document.body.classList.toggle('presenting', on);
    press(buttons.present, on);
    top?.scrollIntoView();
  };
  buttons.present.addEventListener('click', () => present(!isPressed(buttons.present)));

  /** Scrolls to the next or the previous of some elements. */
  const go = (places, step) => {
    const above = places.filter((place) => place.getBoundingClientRect().top < (step > 0 ? 24 : -24));
    const target = places[above.length + (step > 0 ? 0 : -1)];
    target?.scrollIntoView();
  };
  const chapters = [...document.querySelectorAll('main > section')];
  const keys = {
    '/': () => search.focus(),
    n: () => go(chapters, 1),
    p: () => go(chapters, -1),
  };
  const presentingKeys = {
    ArrowRight: () => go(headings, 1),
    PageDown: () => go(headings, 1),
    ArrowLeft: () => go(headings, -1),
    PageUp: () => go(headings, -1),
    Escape: () => present(false),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea, audio, video')) return;
    const action = keys[event.key] ?? (document.body.classList.contains('presenting') ? presentingKeys[event.key] : undefined);
    if (!action) return;
    event.preventDefault();
    action();
  });

  const entries = [...document.querySelectorAll('.contents li > a')].map((link) => ({
    link,
    place: document.getElementById(link.hash.slice(1)),
  }));
  const markCurrent = () => {
    const passed = entries.filter(({ place }) => place && place.getBoundingClientRect().top < innerHeight / 3);
    const current = passed.at(-1)?.link;
    for (const { link } of entries) {
      if (link === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  };
  let waiting = false;
  document.addEventListener(
    'scroll',
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        markCurrent();
      });
    },
    { passive: true },
  );
  markCurrent();

  document.addEventListener(
    'play',
    ({ target }) => {
      for (const player of document.querySelectorAll('audio, video')) if (player !== target) player.pause();
    },
    true,
  );
})();
