/** Versions in a row that have what was looked for: from the first to the last of them. */
export type Run = { from: number; to: number };

/** Which versions have what was looked for, as runs; the versions in the order of their numbers. */
export function tellRuns(versions: { number: number; hasWords: boolean }[]): Run[] {
  const runs: Run[] = [];
  let isOpen = false;
  for (const { number, hasWords } of versions) {
    const last = runs.at(-1);
    if (hasWords && isOpen && last !== undefined) last.to = number;
    else if (hasWords) runs.push({ from: number, to: number });
    isOpen = hasWords;
  }
  return runs;
}
