/** Resolves with its name when the process is asked to end (SIGINT, SIGTERM). A second one ends it at once. */
export function waitForSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.once(name, () => {
        process.once(name, () => process.exit(1));
        resolve(name);
      });
    }
  });
}
