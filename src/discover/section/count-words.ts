const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** How many words a line has; in languages that put no space between them, two letters count as one. */
export function countWords(line: string): number {
  const spaced = line.replace(UNSPACED, ' ').match(/[\p{L}\p{M}’']{2,}/gu)?.length ?? 0;
  return spaced + (line.match(UNSPACED)?.length ?? 0) / 2;
}
