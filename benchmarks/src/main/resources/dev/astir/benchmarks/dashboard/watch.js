// Before the page's own scripts: when somebody is shown, and when the main thread was last busy.
window.astirWatch = { shown: 0, busyUntil: 0 };
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) astirWatch.busyUntil = startTime + duration;
}).observe({ type: 'longtask', buffered: true });
const observer = new MutationObserver(() => {
  if (!document.querySelector('SELECTOR')) return;
  observer.disconnect();
  // After the frame in which it is painted.
  requestAnimationFrame(() => setTimeout(() => (astirWatch.shown = performance.now())));
});
observer.observe(document, { childList: true, subtree: true });
