import type { WordEdit } from '../../model/change.ts';
import { groupUnits, type Unit } from './group-units.ts';
import { matchSequences, numberTexts, type Pair } from './match-sequences.ts';
import { type Reading, startReading } from './reading.ts';
import { sharedContext } from './shared-context.ts';
import { type Run, tidyRuns } from './tidy-runs.ts';

/** Sentences share their commonest words by chance: with less in common than this, one replaced the other. */
const MIN_SHARED = 0.2;
const MIN_UNITS = 10;

/** A sentence or a unit within one: what both sides are made of. */
type Piece = { gap: string; text: string; start: number };

/**
 * The words that differ between two texts: sentences first, then words, numbers, names and short quotations within
 * those that changed. Joining `same` and `removed` gives `before`; `same` and `added`, `after`. Swapping the texts
 * swaps `removed` and `added` and nothing else.
 */
export function diffWords(before: string, after: string, language: string | null): WordEdit[] {
  return diffTexts(before, after, startReading(language));
}

/** The same for texts that are read for other ends too. */
export function diffTexts(before: string, after: string, reading: Reading): WordEdit[] {
  if (before === after) return before === '' ? [] : [{ op: 'same', text: before }];
  // Among equally short answers the search takes the first it meets; one fixed direction makes that the same for both.
  const isMirrored = before > after;
  const [a, b] = isMirrored ? [after, before] : [before, after];
  const edits: WordEdit[] = [];
  for (const { removed, added, same } of tidyRuns(diffSentences(a, b, reading))) {
    pushEdit(edits, 'removed', isMirrored ? added : removed);
    pushEdit(edits, 'added', isMirrored ? removed : added);
    pushEdit(edits, 'same', same);
  }
  return edits;
}

function pushEdit(edits: WordEdit[], op: WordEdit['op'], text: string): void {
  if (text !== '') edits.push({ op, text });
}

function diffSentences(a: string, b: string, { language, sentencesOf }: Reading): Run[] {
  const [sentencesA, sentencesB] = [sentencesOf(a), sentencesOf(b)];
  const stretches = matchPieces(sentencesA, sentencesB);
  return listRuns({ text: a, pieces: sentencesA }, { text: b, pieces: sentencesB }, stretches, (removed, added) =>
    diffChanged(removed, added, language),
  );
}

/** Unit by unit, where the sentences differ; what long ones begin and end with in common is set aside first. */
function diffChanged(a: string, b: string, language: string | null): Run[] {
  const { head, tail } = sharedContext(a, b);
  const runs = diffUnits(a.slice(head, a.length - tail), b.slice(head, b.length - tail), language);
  return [keepText(a.slice(0, head)), ...runs, keepText(a.slice(a.length - tail))];
}

function keepText(same: string): Run {
  return { removed: '', added: '', same };
}

function diffUnits(a: string, b: string, language: string | null): Run[] {
  const [unitsA, unitsB] = [groupUnits(a, language), groupUnits(b, language)];
  const stretches = matchChanged(unitsA, unitsB);
  return listRuns({ text: a, pieces: unitsA }, { text: b, pieces: unitsB }, stretches, (removed, added) => [
    replace(removed, added),
  ]);
}

function replace(removed: string, added: string): Run {
  return removed === added ? keepText(removed) : { removed, added, same: '' };
}

type Side = { text: string; pieces: Piece[] };

/** The runs of two texts whose pieces were matched; `diffRest` gives those of what lies between the stretches. */
function listRuns(a: Side, b: Side, stretches: Stretch[], diffRest: (removed: string, added: string) => Run[]): Run[] {
  const runs: Run[] = [];
  let atA = 0;
  let atB = 0;
  for (const stretch of stretches) {
    if (stretch.a > atA || stretch.b > atB) runs.push(...diffRest(cut(a, atA, stretch.a), cut(b, atB, stretch.b)));
    pushKept(runs, a, b, stretch);
    atA = stretch.a + stretch.length;
    atB = stretch.b + stretch.length;
  }
  if (atA < a.pieces.length || atB < b.pieces.length) {
    runs.push(...diffRest(cut(a, atA, a.pieces.length), cut(b, atB, b.pieces.length)));
  }
  runs.push(replace(a.text.slice(a.text.trimEnd().length), b.text.slice(b.text.trimEnd().length)));
  return runs;
}

/** The text of some pieces, with the white space before the first. */
function cut({ text, pieces }: Side, from: number, to: number): string {
  const first = pieces[from];
  const last = pieces[to - 1];
  if (from === to || first === undefined || last === undefined) return '';
  return text.slice(first.start - first.gap.length, last.start + last.text.length);
}

/** What stayed, as few runs as the white space before its pieces allows, which may differ. */
function pushKept(runs: Run[], a: Side, b: Side, stretch: Stretch): void {
  let from = 0;
  for (let at = 0; at < stretch.length; at += 1) {
    const one = a.pieces[stretch.a + at];
    const other = b.pieces[stretch.b + at];
    if (one === undefined || other === undefined || one.gap === other.gap) continue;
    runs.push(keepText(cut(a, stretch.a + from, stretch.a + at)));
    runs.push({ removed: one.gap, added: other.gap, same: one.text });
    from = at + 1;
  }
  runs.push(keepText(cut(a, stretch.a + from, stretch.a + stretch.length)));
}

/** Pieces in a row that are the same on both sides. */
type Stretch = { a: number; b: number; length: number };

function matchPieces(a: Piece[], b: Piece[]): Stretch[] {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head]?.text === b[head]?.text) head += 1;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail]?.text === b[b.length - 1 - tail]?.text) tail += 1;
  const [endA, endB] = [a.length - tail, b.length - tail];
  const stretches: Stretch[] = [];
  if (head > 0) stretches.push({ a: 0, b: 0, length: head });
  if (endA > head && endB > head) {
    for (const [i, j] of matchRest(a.slice(head, endA), b.slice(head, endB))) pushPair(stretches, head + i, head + j);
  }
  if (tail > 0) stretches.push({ a: endA, b: endB, length: tail });
  return stretches;
}

function pushPair(stretches: Stretch[], a: number, b: number): void {
  const last = stretches.at(-1);
  if (last !== undefined && last.a + last.length === a && last.b + last.length === b) last.length += 1;
  else stretches.push({ a, b, length: 1 });
}

function matchRest(a: Piece[], b: Piece[]): Pair[] {
  // Most edits put one word in the place of another.
  if (a.length === 1 && b.length === 1) return [];
  const [idsA = [], idsB = []] = numberTexts(
    a.map(({ text }) => text),
    b.map(({ text }) => text),
  );
  return matchSequences(idsA, idsB);
}

function matchChanged(a: Unit[], b: Unit[]): Stretch[] {
  const stretches = matchPieces(a, b);
  if (Math.min(a.length, b.length) < MIN_UNITS) return stretches;
  const shared = stretches.reduce((sum, { a: start, length }) => sum + weigh(a.slice(start, start + length)), 0);
  return shared < MIN_SHARED * Math.min(weigh(a), weigh(b)) ? [] : stretches;
}

/** Letters in words: marks and small words weigh little. */
function weigh(units: Unit[]): number {
  return units.reduce((sum, unit) => sum + (unit.kind === 'mark' ? 0 : unit.text.length), 0);
}
