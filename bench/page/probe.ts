/** What the probe keeps in the page, as `window.probe`; all times are of `performance.now()`. */
export type Probe = {
  /** When a figure first showed a number, on screen; null before. */
  liveAt: number | null;
  /** When a newer number first took its place, on screen. */
  movingAt: number | null;
  /** Tasks over 50 ms: when, and how long. */
  longTasks: [at: number, ms: number][];
  /** What was in frames that took longer: when, how long, and the longest scripts of it. */
  longFrames: [at: number, ms: number, scripts: string[]][];
  /** Clicks and keys that took 16 ms or more to the next paint, the longest event of each. */
  interactions: Record<number, { target: string; ms: number }>;
  /** From a press to the frame in which the whole page is in its other theme, which may come after the press's next paint. */
  themesMs: number[];
};

/**
 * Runs in the page before all else. Plain JavaScript in a string: what tsx makes of functions needs helpers of its own.
 * The observer of the first numbers ends with them, so nothing of this costs anything later.
 */
export const PROBE = `
{
  globalThis.__name = (value) => value;
  const probe = { liveAt: null, movingAt: null, longTasks: [], longFrames: [], interactions: {}, themesMs: [] };
  window.probe = probe;
  let firstTotal = null;
  const seen = new MutationObserver(() => {
    const figure = document.querySelector('.kpi .v');
    const total = document.querySelector('[data-testid="total-events"]')?.textContent;
    if (!total || !figure || !/\\d/.test(figure.textContent)) return;
    if (firstTotal === null) {
      firstTotal = total;
      requestAnimationFrame(() => { probe.liveAt = performance.now(); });
    } else if (total !== firstTotal) {
      seen.disconnect();
      requestAnimationFrame(() => { probe.movingAt = performance.now(); });
    }
  });
  seen.observe(document, { childList: true, subtree: true, characterData: true });
  let pressedAt = null;
  addEventListener('pointerdown', ({ timeStamp }) => { pressedAt = timeStamp; }, true);
  new MutationObserver(() => {
    if (pressedAt !== null) {
      requestAnimationFrame(() => setTimeout(() => probe.themesMs.push(performance.now() - pressedAt)));
    }
  }).observe(document, { subtree: true, attributeFilter: ['data-theme'] });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) probe.longTasks.push([entry.startTime, entry.duration]);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration, renderStart, styleAndLayoutStart, scripts } of list.getEntries()) {
      const names = scripts.map(({ invoker, sourceFunctionName, duration: ms, forcedStyleAndLayoutDuration: layout }) =>
        invoker + ' ' + sourceFunctionName + ' ' + ms + ' ms, ' + layout + ' of layout');
      const render = 'render from ' + (renderStart - startTime) + ', style from ' + (styleAndLayoutStart - startTime);
      probe.longFrames.push([startTime, duration, [render, ...names]]);
    }
  }).observe({ type: 'long-animation-frame', buffered: true });
  new PerformanceObserver((list) => {
    for (const { interactionId, target, duration, name } of list.getEntries()) {
      if (!interactionId || duration <= (probe.interactions[interactionId]?.ms ?? 0)) continue;
      const button = target?.closest?.('button');
      const label = button?.getAttribute('aria-label') ?? button?.textContent ?? name;
      probe.interactions[interactionId] = { target: label, ms: duration };
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
}
`;
