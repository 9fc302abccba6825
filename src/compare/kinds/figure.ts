import { type Token, tokenize } from '../text/tokenize.ts';
import { type Edit, isLocal, type Side, withoutCommon } from './edit.ts';
import { describeSwap, type Finding } from './finding.ts';
import { numberWord } from './number-words.ts';
import { followsNumber, unitOf } from './unit-words.ts';

type Figure = { value: string; text: string };

/** A number without its currency, unit and the marks between thousands. */
const DIGITS = /\p{Nd}+(?:[.,' ’:/]\p{Nd}+)*/gu;
/** "5m" is "5 million": as many numbers as when it is written out. */
const SCALES: Record<string, string> = { k: '1000', m: '1000000', mn: '1000000', bn: '1000000000' };
/** An edit of so few words that a number which only came or only went is its point. */
const FEW_WORDS = 3;

/** Numbers that changed within a text that otherwise stays; dates are left to `findEventDates`. */
export function findFigures(edit: Edit): Finding[] {
  if (!isLocal(edit)) return [];
  if (isSign(edit.removed) !== isSign(edit.added)) return [nameSign(edit)];
  const removed = figuresOf(edit.removed, edit.language);
  const added = figuresOf(edit.added, edit.language);
  if (removed.length === 0 && added.length === 0) return [];
  const gone = keepValues(removed, withoutCommon(valuesOf(removed), valuesOf(added)));
  const come = keepValues(added, withoutCommon(valuesOf(added), valuesOf(removed)));
  if (gone.length === 0 && come.length === 0) return [];
  const isSwap = gone.length > 0 && come.length > 0;
  if (!isSwap && (edit.removed.tokens.length > FEW_WORDS || edit.added.tokens.length > FEW_WORDS)) return [];
  // A number written as a word counts only against another number: "one" alone is no figure.
  if (!isSwap && ![...gone, ...come].some((figure) => /\p{Nd}/u.test(figure.text))) return [];
  if (!isSwap && isElsewhere(edit, [...gone, ...come])) return [];
  const what = describeSwap(joinTexts(gone), joinTexts(come));
  return [{ kind: 'figure', what, extent: 'full' }];
}

/** Whether a side is the sign before a number, and no more: "-" of "-12 degrees". */
function isSign({ text, start, end, passage }: Side): boolean {
  if (!/^\s*[-−–]$/.test(text) || !/^\p{Nd}/u.test(passage.text.slice(end, end + 2))) return false;
  // Behind another number it is the "to" of a range.
  return /(?:^|[^\p{Nd}\s][\s(]*)$/u.test(passage.text.slice(Math.max(0, start - 3), start) + text.replace(/\S$/, ''));
}

function nameSign({ removed, added }: Edit): Finding {
  const numberAt = ({ passage, end }: Side) => passage.text.slice(end).match(DIGITS)?.[0] ?? '';
  const shown = (side: Side) => `${side.text.trim()}${numberAt(side)}`;
  return { kind: 'figure', what: describeSwap(shown(removed), shown(added)), extent: 'full' };
}

/** The numbers as they stand; one that was read as several is shown once. */
function joinTexts(figures: Figure[]): string {
  const texts = figures.map(({ text }) => text).filter((text, at, all) => text !== all[at - 1]);
  return texts.join(', ');
}

/** What the edits of one text come to is asked for each of them. */
const changedValues = new WeakMap<Edit[], Set<string>>();

/** The values that a text has more or less often after all its edits. */
function findChanged(all: Edit[], language: string | null): Set<string> {
  const before = all.flatMap((edit) => valuesOf(figuresOf(edit.removed, language)));
  const after = all.flatMap((edit) => valuesOf(figuresOf(edit.added, language)));
  return new Set([...withoutCommon(before, after), ...withoutCommon(after, before)]);
}

/** Whether a number that only came or only went here went or came elsewhere in the text: the sentence was turned around. */
function isElsewhere({ all, language }: Edit, figures: Figure[]): boolean {
  const changed = changedValues.get(all) ?? findChanged(all, language);
  changedValues.set(all, changed);
  return figures.every(({ value }) => !changed.has(value));
}

function figuresOf(side: Side, language: string | null): Figure[] {
  return side.tokens.flatMap((token): Figure[] => {
    const lower = token.text.toLowerCase();
    const unit = token.kind === 'word' ? unitOf(lower, language) : null;
    if (unit !== null && followsNumber(side.passage.text, side.start + token.start, language)) {
      return [{ value: `unit ${unit}`, text: token.text }];
    }
    const word = numberWord(lower, language) ?? (ONES.has(lower) ? readOne(side, token, language) : null);
    if (word === null && !/\p{Nd}/u.test(token.text)) return [];
    const start = side.start + token.start;
    const isInDate = side.dates().some((date) => date.start <= start && start < date.end);
    if (isInDate) return [];
    if (word !== null) return [{ value: word, text: token.text }];
    const numbers = token.text.match(DIGITS) ?? [];
    const scale = token.kind === 'number' ? SCALES[token.text.match(/\p{L}+$/u)?.[0] ?? ''] : undefined;
    // The number of an ordinal, of a weapon ("F-16") and of a sum ("$5m") alike; the whole token is shown.
    const signs = token.kind === 'number' ? (token.text.match(/[$€£¥₽₴%‰]/gu) ?? []) : [];
    const values = [
      ...numbers.map(plainNumber),
      ...(scale === undefined ? [] : [scale]),
      ...signs.map((sign) => `unit ${unitOf(sign, language)}`),
    ];
    return values.map((value) => ({ value, text: token.text }));
  });
}

const ONES = new Set(['a', 'an', 'one', 'eine', 'un', 'une', 'una']);

/** "a dozen", "a million": the article counts one. */
function readOne(side: Side, token: Token, language: string | null): string | null {
  const after = side.start + token.start + token.text.length;
  const [next] = tokenize(side.passage.text.slice(after, after + 20), language, 1);
  const value = next === undefined ? null : numberWord(next.text.toLowerCase(), language);
  return value !== null && Number(value) >= 12 ? '1' : null;
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
