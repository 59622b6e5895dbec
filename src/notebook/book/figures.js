// Draws each figure when it approaches the viewport: a book has many, and each takes time to draw. In the dark scheme their colours are changed.
(() => {
  const places = document.querySelectorAll('.drawing');
  const darkColours = JSON.parse(document.getElementById('dark-colours').textContent);

  const draw = (place) => {
    const source = document.querySelector(`script[data-for="${place.id}"]`).textContent;
    const { data, layout, config } = JSON.parse(isDark() ? darkened(source) : source);
    window.Plotly.react(place, data, layout, { ...config, displaylogo: false });
  };
  const isDrawn = (place) => place.classList.contains('js-plotly-plot');
  const drawAgain = () => {
    for (const place of places) if (isDrawn(place)) draw(place);
  };

  let printing = false;
  const isDark = () => !printing && getComputedStyle(document.documentElement).getPropertyValue('--is-dark').trim() === '1';
  const darkened = (json) => json.replace(/#[0-9a-f]{6}\b/gi, (colour) => darkColours[colour.toLowerCase()] ?? colour);

  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        draw(target);
      }
    },
    { rootMargin: '600px' },
  );
  for (const place of places) watcher.observe(place);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAgain);
  document.addEventListener('schemechange', drawAgain);
  window.addEventListener('beforeprint', () => {
    printing = true;
    for (const place of places) draw(place);
  });
  window.addEventListener('afterprint', () => {
    printing = false;
    drawAgain();
  });
})();
