/** A line that shows how far long work has come, on standard error; nothing where that is no terminal. */
export type Progress = { advance(): void; end(): void };

const REDRAW_MS = 100;

/** Starts a progress bar for `total` steps. */
export function startProgress(total: number, isShown: boolean): Progress {
  let done = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  const draw = () => {
    const share = total === 0 ? 1 : done / total;
    const bar = '█'.repeat(Math.round(share * 30)).padEnd(30, '░');
    process.stderr.write(`\r${bar} ${done} of ${total}`);
  };
  return {
    advance: () => {
      done += 1;
      if (!isShown || performance.now() - drawnAt < REDRAW_MS) return;
      drawnAt = performance.now();
      draw();
    },
    end: () => {
      if (!isShown) return;
      draw();
      process.stderr.write('\n');
    },
  };
}
