// Draws each figure when it approaches the viewport: a book has many, and each takes time to draw.
(() => {
  const draw = (place) => {
    const source = document.querySelector(`script[data-for="${place.id}"]`);
    const { data, layout, config } = JSON.parse(source.textContent);
    window.Plotly.newPlot(place, data, layout, { ...config, displaylogo: false });
  };
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
  const places = document.querySelectorAll('.drawing');
  for (const place of places) watcher.observe(place);
  window.addEventListener('beforeprint', () => {
    for (const place of places) if (!place.classList.contains('js-plotly-plot')) draw(place);
  });
})();
