import type { WordEdit } from '../../model/change.ts';
import { groupUnits, type Unit } from './group-units.ts';
import { matchSequences, numberTexts, type Pair } from './match-sequences.ts';
import { type Run, tidyRuns } from './tidy-runs.ts';

/** Sentences share their commonest words by chance: with less in common than this, one replaced the other. */
const MIN_SHARED = 0.2;
const MIN_UNITS = 10;

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
  const unitsA = groupUnits(a, language);
  const unitsB = groupUnits(b, language);
  const runs: Run[] = [];
  let run: Run = { removed: '', added: '', same: '' };
  let [atA, atB] = [0, 0];
  for (const [nextA, nextB] of matchUnits(unitsA, unitsB)) {
    run.removed += join(unitsA.slice(atA, nextA));
    run.added += join(unitsB.slice(atB, nextB));
    const [gapA, gapB, text] = [unitsA[nextA]?.gap ?? '', unitsB[nextB]?.gap ?? '', unitsA[nextA]?.text ?? ''];
    if (gapA !== gapB) {
      run.removed += gapA;
      run.added += gapB;
    }
    runs.push({ ...run, same: (gapA === gapB ? gapA : '') + text });
    run = { removed: '', added: '', same: '' };
    [atA, atB] = [nextA + 1, nextB + 1];
  }
  const endA = join(unitsA.slice(atA)) + (a.match(/\s*$/)?.[0] ?? '');
  const endB = join(unitsB.slice(atB)) + (b.match(/\s*$/)?.[0] ?? '');
  runs.push(endA === endB ? { ...run, same: endA } : { ...run, removed: endA, added: endB });
  return runs;
}

function join(units: Unit[]): string {
  return units.map((unit) => unit.gap + unit.text).join('');
}

function matchUnits(a: Unit[], b: Unit[]): Pair[] {
  const sentencesA = splitSentences(a);
  const sentencesB = splitSentences(b);
  const [idsA = [], idsB = []] = numberTexts(sentencesA.map(textOf), sentencesB.map(textOf));
  const pairs: Pair[] = [];
  let [doneA, doneB, atA, atB] = [0, 0, 0, 0];
  for (const [nextA, nextB] of [...matchSequences(idsA, idsB), [sentencesA.length, sentencesB.length] as Pair]) {
    const changedA = sentencesA.slice(doneA, nextA).flat();
    const changedB = sentencesB.slice(doneB, nextB).flat();
    pairs.push(...matchChanged(changedA, changedB).map(([i, j]): Pair => [atA + i, atB + j]));
    atA += changedA.length;
    atB += changedB.length;
    for (let i = 0; i < (sentencesA[nextA]?.length ?? 0); i += 1) pairs.push([atA++, atB++]);
    [doneA, doneB] = [nextA + 1, nextB + 1];
  }
  return pairs;
}

function textOf(sentence: Unit[]): string {
  return sentence.map((unit, index) => (index === 0 ? unit.text : unit.gap + unit.text)).join('');
}

function matchChanged(a: Unit[], b: Unit[]): Pair[] {
  if (a.length === 0 || b.length === 0) return [];
  const [idsA = [], idsB = []] = numberTexts(
    a.map((unit) => unit.text),
    b.map((unit) => unit.text),
  );
  const pairs = matchSequences(idsA, idsB);
  if (Math.min(a.length, b.length) < MIN_UNITS) return pairs;
  const shared = weigh(pairs.flatMap(([i]) => a[i] ?? []));
  return shared < MIN_SHARED * Math.min(weigh(a), weigh(b)) ? [] : pairs;
}

/** Letters in words: marks and small words weigh little. */
function weigh(units: Unit[]): number {
  return units.reduce((sum, unit) => sum + (unit.isWord ? unit.text.length : 0), 0);
}

/** Sentences as runs of units; the end of one is a full stop of any script and the quotation marks after it. */
function splitSentences(units: Unit[]): Unit[][] {
  const sentences: Unit[][] = [];
  let start = 0;
  for (let at = 0; at < units.length; at += 1) {
    const next = units[at + 1];
    if (!/[.!?…。！？]["”’»」』)]*$/u.test(units[at]?.text ?? '')) continue;
    if (next !== undefined && (!next.isWord || next.gap === '') && !/^[「『“«"„]/.test(next.text)) continue;
    sentences.push(units.slice(start, at + 1));
    start = at + 1;
  }
  if (start < units.length) sentences.push(units.slice(start));
  return sentences;
}
