import { type Edit, isLocal, type Side, withoutCommon } from './edit.ts';
import { describeSwap, type Finding } from './finding.ts';
import { numberWord } from './number-words.ts';

type Figure = { value: string; text: string };

/** A number without its currency, unit and the marks between thousands. */
const DIGITS = /\p{Nd}+(?:[.,' ’:/]\p{Nd}+)*/gu;
/** An edit of so few words that a number which only came or only went is its point. */
const FEW_WORDS = 3;

/** Numbers that changed within a text that otherwise stays; dates are left to `findEventDates`. */
export function findFigures(edit: Edit): Finding[] {
  if (!isLocal(edit)) return [];
  const removed = figuresOf(edit.removed, edit.language);
  const added = figuresOf(edit.added, edit.language);
  const gone = keepValues(removed, withoutCommon(valuesOf(removed), valuesOf(added)));
  const come = keepValues(added, withoutCommon(valuesOf(added), valuesOf(removed)));
  if (gone.length === 0 && come.length === 0) return [];
  const isSwap = gone.length > 0 && come.length > 0;
  if (!isSwap && (edit.removed.tokens.length > FEW_WORDS || edit.added.tokens.length > FEW_WORDS)) return [];
  // A number written as a word counts only against another number: "one" alone is no figure.
  if (!isSwap && ![...gone, ...come].some((figure) => /\p{Nd}/u.test(figure.text))) return [];
  const what = describeSwap(gone.map(({ text }) => text).join(', '), come.map(({ text }) => text).join(', '));
  return [{ kind: 'figure', what, extent: 'full' }];
}

function figuresOf(side: Side, language: string | null): Figure[] {
  return side.tokens.flatMap((token): Figure[] => {
    const start = side.start + token.start;
    const isInDate = side.passage.dates.some((date) => date.start <= start && start < date.end);
    if (isInDate) return [];
    const word = numberWord(token.text.toLowerCase(), language);
    if (word !== null) return [{ value: word, text: token.text }];
    const numbers = token.text.match(DIGITS) ?? [];
    // The number of an ordinal, of a weapon ("F-16") and of a sum ("$5m") alike; the whole token is shown.
    return numbers.map((number) => ({ value: plainNumber(number), text: token.text }));
  });
}

/** The same text for `1,000`, `1 000` and `1000`; the last comma or point before other than three digits is decimal. */
function plainNumber(number: string): string {
  const plain = number.replace(/[.,' ’](?=\p{Nd}{3}(?!\p{Nd}))/gu, '').replace(',', '.');
  return plain.replace(/^0+(?=\p{Nd})/u, '');
}

function valuesOf(figures: Figure[]): string[] {
  return figures.map(({ value }) => value);
}

function keepValues(figures: Figure[], values: string[]): Figure[] {
  const wanted = new Set(values);
  return figures.filter(({ value }) => wanted.has(value));
}
