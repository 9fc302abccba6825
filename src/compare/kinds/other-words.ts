import { withoutCommon } from './edit.ts';

/** Words this short are articles, prepositions and forms of "to be" in the languages of the tables: they carry no claim. */
const LONGEST_SMALL = 3;
const AUXILIARIES = new Set(
  (
    'have having been being were does would haben hatte hatten wird wurde wurden worden sein sind waren gewesen ' +
    'avoir avait avaient être était étaient étant haber había habían sido estar está están siendo fueron ' +
    'была было были быть было была були було бути'
  ).split(' '),
);
/** Forms of one word share this many letters in a row, and no mere ending: "killing", "killed"; "tötete", "getötet". */
const MIN_SHARED = 3;

/** The words of each side that carry a claim and that the other does not say in any form. */
export function findOtherWords(before: string[], after: string[]): { gone: string[]; come: string[] } {
  const gone = withoutCommon(before, after).filter(isClaiming);
  const come = withoutCommon(after, before).filter(isClaiming);
  if (gone.length === 0 || come.length === 0) return { gone, come };
  return {
    gone: gone.filter((word) => !come.some((other) => isSameWord(word, other))),
    come: come.filter((word) => !gone.some((other) => isSameWord(word, other))),
  };
}

/** Whether a word (in lower case) says something by itself. */
export function isClaiming(word: string): boolean {
  return word.length > LONGEST_SMALL && !AUXILIARIES.has(word);
}

function isSameWord(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const needed = Math.max(MIN_SHARED, Math.ceil(short.length / 2));
  for (let at = 0; at < short.length / 2 && at + needed <= short.length; at += 1) {
    const found = long.indexOf(short.slice(at, at + needed));
    if (found !== -1 && found < long.length / 2) return true;
  }
  return false;
}
