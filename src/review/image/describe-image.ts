import type { StoredChange } from '../../../storage/changes.ts';
import type { WordEdit } from '../../model/change.ts';
import { excerptWords } from '../excerpt-words.ts';
import { IMAGE_TEXTS } from '../image-texts.ts';
import { TEXTS } from '../texts.ts';

/** What the picture of a change shows. */
export type ChangeImage = {
  source: string;
  time: string;
  headline: string;
  kinds: string;
  /** The words before and after, each with what stayed; empty where there are none. */
  before: WordEdit[];
  after: WordEdit[];
};

const LONGEST = 400;
const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** What is shown of a change, and said of it in a sentence where it cannot be seen. */
export function describeImage(change: StoredChange, source: string): ChangeImage {
  const words = excerptWords(change, LONGEST).map(({ op, text }) => ({ op, text: tame(text) }));
  const has = (op: WordEdit['op']) => words.some((word) => word.op === op);
  const labels = change.kinds.map((kind) => TEXTS.kinds[kind] ?? kind);
  return {
    source: tame(source),
    time: `${DAY_AND_TIME.format(change.detected_at)} UTC`,
    headline: tame(change.headline ?? change.url),
    kinds: [...labels, ...(change.silent ? [TEXTS.changes.silent] : [])].join(' · '),
    before: has('removed') ? words.filter(({ op }) => op !== 'added') : [],
    after: has('added') ? words.filter(({ op }) => op !== 'removed') : [],
  };
}

/** The picture in one sentence. */
export function describeInWords({ source, time, headline, kinds, before, after }: ChangeImage): string {
  const textOf = (words: WordEdit[]) =>
    words
      .map(({ text }) => text)
      .join('')
      .trim();
  return IMAGE_TEXTS.sentence({ source, time, headline, kinds, before: textOf(before), after: textOf(after) });
}

/** Controls, and what turns the direction of what follows, show nothing and could only mislead. */
function tame(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu, ' ')
    .replace(/\s+/g, ' ');
}
