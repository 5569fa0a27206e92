/**
 * Does `work` in a task of its own after the next frame, and returns what calls it off: what a press shows comes before
 * what it costs. For what takes as long as a frame or longer: another theme styles and draws the whole page anew, and
 * another address has to be told to the browser's own process. In a hidden tab it waits until the tab is shown.
 */
export function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(work, 0);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
