const PARENT_POLL_MS = 500;

/**
 * Resolves with its name when the process is asked to end (SIGINT, SIGTERM); a second one ends it at once. With
 * `withParent`, the end of the process that started this one counts too: npm ends at a SIGTERM without handing it on.
 */
export function waitForSignal(withParent = false): Promise<string> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.once(name, () => {
        process.once(name, () => process.exit(1));
        resolve(name);
      });
    }
    if (!withParent) return;
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      resolve('the end of npm');
    }, PARENT_POLL_MS);
    timer.unref();
  });
}
