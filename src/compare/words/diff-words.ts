import type { WordEdit } from '../../model/change.ts';
import { groupUnits, type Unit } from './group-units.ts';
import { matchSequences, numberTexts, type Pair } from './match-sequences.ts';
import { sharedContext } from './shared-context.ts';
import { splitSentences } from './split-sentences.ts';
import { type Run, tidyRuns } from './tidy-runs.ts';

/** Sentences share their commonest words by chance: with less in common than this, one replaced the other. */
const MIN_SHARED = 0.2;
const MIN_UNITS = 10;

/** A sentence or a unit within one: what both sides are made of. */
type Piece = { gap: string; text: string };

/**
 * The words that differ between two texts: sentences first, then words, numbers, names and short quotations within
 * those that changed. Joining `same` and `removed` gives `before`; `same` and `added`, `after`. Swapping the texts
 * swaps `removed` and `added` and nothing else.
 */
export function diffWords(before: string, after: string, language: string | null): WordEdit[] {
  if (before === after) return before === '' ? [] : [{ op: 'same', text: before }];
  // Among equally short answers the search takes the first it meets; one fixed direction makes that the same for both.
  const isMirrored = before > after;
  const [a, b] = isMirrored ? [after, before] : [before, after];
  const runs = tidyRuns(findRuns(a, b, language));
  return runs.flatMap((run) => toEdits(isMirrored ? { ...run, removed: run.added, added: run.removed } : run));
}

function toEdits(run: Run): WordEdit[] {
  const edits: WordEdit[] = [
    { op: 'removed', text: run.removed },
    { op: 'added', text: run.added },
    { op: 'same', text: run.same },
  ];
  return edits.filter((edit) => edit.text !== '');
}

function findRuns(a: string, b: string, language: string | null): Run[] {
  const [sentencesA, sentencesB] = [splitSentences(a), splitSentences(b)];
  const runs: Run[] = [];
  let [atA, atB] = [0, 0];
  for (const [nextA, nextB] of [...matchTexts(sentencesA, sentencesB), endOf(sentencesA, sentencesB)]) {
    const changedA = sentencesA.slice(atA, nextA);
    const changedB = sentencesB.slice(atB, nextB);
    if (changedA.length + changedB.length > 0) runs.push(...diffChanged(join(changedA), join(changedB), language));
    const [same, other] = [sentencesA[nextA], sentencesB[nextB]];
    if (same !== undefined && other !== undefined) runs.push(keep(same, other));
    [atA, atB] = [nextA + 1, nextB + 1];
  }
  return [...runs, replace(spaceAfter(a), spaceAfter(b))];
}

function spaceAfter(text: string): string {
  return text.slice(text.trimEnd().length);
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
  const runs: Run[] = [];
  let [atA, atB] = [0, 0];
  for (const [nextA, nextB] of [...matchChanged(unitsA, unitsB), endOf(unitsA, unitsB)]) {
    runs.push(replace(join(unitsA.slice(atA, nextA)), join(unitsB.slice(atB, nextB))));
    const [same, other] = [unitsA[nextA], unitsB[nextB]];
    if (same !== undefined && other !== undefined) runs.push(keep(same, other));
    [atA, atB] = [nextA + 1, nextB + 1];
  }
  return [...runs, replace(spaceAfter(a), spaceAfter(b))];
}

function endOf(a: unknown[], b: unknown[]): Pair {
  return [a.length, b.length];
}

function join(pieces: Piece[]): string {
  return pieces.map(({ gap, text }) => gap + text).join('');
}

/** What stayed, and the white space before it where that did not. */
function keep(one: Piece, other: Piece): Run {
  if (one.gap === other.gap) return { removed: '', added: '', same: one.gap + one.text };
  return { removed: one.gap, added: other.gap, same: one.text };
}

function replace(removed: string, added: string): Run {
  return removed === added ? { removed: '', added: '', same: removed } : { removed, added, same: '' };
}

function matchTexts(a: Piece[], b: Piece[]): Pair[] {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head]?.text === b[head]?.text) head += 1;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail)?.text === b.at(-1 - tail)?.text) tail += 1;
  const [restA, restB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  return [
    ...Array.from({ length: head }, (_, at): Pair => [at, at]),
    ...matchRest(restA, restB).map(([i, j]): Pair => [head + i, head + j]),
    ...Array.from({ length: tail }, (_, at): Pair => [a.length - tail + at, b.length - tail + at]),
  ];
}

function matchRest(a: Piece[], b: Piece[]): Pair[] {
  if (a.length === 0 || b.length === 0) return [];
  const [idsA = [], idsB = []] = numberTexts(
    a.map(({ text }) => text),
    b.map(({ text }) => text),
  );
  return matchSequences(idsA, idsB);
}

function matchChanged(a: Unit[], b: Unit[]): Pair[] {
  if (a.length === 0 || b.length === 0) return [];
  const pairs = matchTexts(a, b);
  if (Math.min(a.length, b.length) < MIN_UNITS) return pairs;
  const shared = weigh(pairs.flatMap(([i]) => a[i] ?? []));
  return shared < MIN_SHARED * Math.min(weigh(a), weigh(b)) ? [] : pairs;
}

/** Letters in words: marks and small words weigh little. */
function weigh(units: Unit[]): number {
  return units.reduce((sum, unit) => sum + (unit.isWord ? unit.text.length : 0), 0);
}
