import type { ChangeKind, ImportanceTerm, NoiseRule } from '../../model/change.ts';

/**
 * One reason to give a change a kind. `what` is the words that it rests on. `full` changes what the article says;
 * `minor` does not (a typo, a comma); `furniture` a reader cannot even see.
 */
export type Finding = {
  kind: ChangeKind;
  what: string;
  /** The whole text that came or went, folded: the same one elsewhere shows that it was carried there. */
  carried?: string;
  /** Where in the text it was found: 0 at the beginning of the body, 1 at its end; absent for what has no place there. */
  depth?: number;
  /** What makes it matter more than others of its kind. */
  more?: ImportanceTerm[];
} & Extent;

/** Furniture is so by a rule. */
type Extent = { extent: 'full' | 'minor' } | { extent: 'furniture'; rule: NoiseRule };

/** A difference that a rule knows as furniture. */
export function passOver(kind: ChangeKind, what: string, rule: NoiseRule): Finding {
  return { kind, what, extent: 'furniture', rule };
}

/** Words shown of a long text. */
const LONGEST_QUOTE = 80;

/** `12 → 21`: what was there and what is there now, cut to a readable length. */
export function describeSwap(before: string, after: string): string {
  return `${shorten(before)} → ${shorten(after)}`;
}

/** The beginning of a text on one line; `∅` where there is none. */
export function shorten(text: string): string {
  const start = joinSpace(text.slice(0, 2 * LONGEST_QUOTE));
  // Much more than is shown, however the white space lies.
  const line = start.length > LONGEST_QUOTE ? start : joinSpace(text.trimStart().slice(0, 20 * LONGEST_QUOTE));
  if (line === '') return '∅';
  if (line.length <= LONGEST_QUOTE) return line;
  const cut = line.slice(0, LONGEST_QUOTE);
  const end = cut.lastIndexOf(' ');
  return `${(end > LONGEST_QUOTE / 2 ? cut.slice(0, end) : cut).toWellFormed()}…`;
}

function joinSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A text on one line, its middle left out where it is long; `∅` where there is none. */
export function shortenMiddle(text: string): string {
  const line = joinSpace(text);
  if (line === '') return '∅';
  if (line.length <= LONGEST_QUOTE) return line;
  const half = LONGEST_QUOTE / 2;
  const [head, tail] = [line.slice(0, half), line.slice(-half)];
  // Between words where there are spaces; a script without them is cut where it is.
  const [start, end] = [head.replace(/\s\S{0,20}$/u, ''), tail.replace(/^\S{0,20}\s/u, '')];
  return `${start.toWellFormed()} … ${end.toWellFormed()}`;
}
