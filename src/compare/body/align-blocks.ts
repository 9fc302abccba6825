import type { Block } from '../../model/block.ts';
import { heaviestGrowing } from '../words/heaviest-growing.ts';
import { matchSequences, type Pair } from '../words/match-sequences.ts';
import type { Reading } from '../words/reading.ts';
import { blockText } from './block-text.ts';
import { findSplits, type Split } from './find-splits.ts';
import { comesBehind, numberBlocks } from './number-blocks.ts';
import { type Gap, pairSimilarBlocks } from './pair-similar-blocks.ts';

/** Which blocks of two bodies are the same ones: `[place in from, place in to]`. The rest was removed or added. */
export type Alignment = {
  /** Equal and in the same order. */
  kept: Pair[];
  /** Edited, and in the same order. */
  edited: Pair[];
  /** Now before or after others; perhaps edited too. */
  moved: Pair[];
  /** One of `from` that is several of `to`. */
  splits: Split[];
  /** Several of `from` that are one of `to`. */
  merges: Split[];
};

/** Of as many blocks that crossed, the longer stayed and the shorter moved; beyond this length all are long. */
const LONG_TEXT = 1_000;

/**
 * Aligns two bodies: equal blocks in order, then equal ones elsewhere (moved), then similar ones (edited), then texts
 * that were cut in parts or put together. Swapping the bodies swaps the places in every pair and nothing else.
 */
export function alignBlocks(from: Block[], to: Block[], reading: Reading): Alignment {
  const [idsFrom, idsTo] = numberBlocks(from, to);
  let same = 0;
  while (same < idsFrom.length && idsFrom[same] === idsTo[same]) same += 1;
  // Ties between equally good alignments are broken in one fixed direction, so that the reverse gives the mirror image.
  if (comesBehind(from, to, same)) return mirror(align(to, from, idsTo, idsFrom, reading));
  return align(from, to, idsFrom, idsTo, reading);
}

function mirror(alignment: Alignment): Alignment {
  const swap = (pairs: Pair[]) => pairs.map(([one, other]): Pair => [other, one]);
  const { kept, edited, moved, splits, merges } = alignment;
  return { kept: swap(kept), edited: swap(edited), moved: swap(moved), splits: merges, merges: splits };
}

function align(a: Block[], b: Block[], idsA: number[], idsB: number[], reading: Reading): Alignment {
  const kept = matchSequences(idsA, idsB);
  const freeA = new Set(a.keys());
  const freeB = new Set(b.keys());
  take(kept, freeA, freeB);

  const elsewhere = pairEqual(idsA, idsB, freeA, freeB);
  take(elsewhere, freeA, freeB);

  const gaps = gapsBetween(kept, a.length, b.length);
  const similar = pairSimilarBlocks(a, b, freeA, freeB, gaps, reading);
  const pairs = [...kept, ...elsewhere, ...similar];
  const inOrder = heaviestGrowing(pairs, ([i]) => weigh(a[i]));
  const stayed = new Set(inOrder);
  const isEqual = ([i, j]: Pair) => idsA[i] === idsB[j] && isSameAddress(a[i], b[j]);
  take(similar, freeA, freeB);
  const aligned = {
    kept: inOrder.filter(isEqual),
    edited: inOrder.filter((pair) => !isEqual(pair)),
    moved: pairs.filter((pair) => !stayed.has(pair)).sort((one, other) => one[0] - other[0]),
  };
  return { ...aligned, ...findRebroken(a, b, freeA, freeB, aligned, reading) };
}

function isSameAddress(one: Block | undefined, other: Block | undefined): boolean {
  return one?.type !== 'image' || other?.type !== 'image' || one.url === other.url;
}

/** The texts that were split or merged, and the edits that are no part of these. */
function findRebroken(
  a: Block[],
  b: Block[],
  freeA: Set<number>,
  freeB: Set<number>,
  { kept, edited }: Pick<Alignment, 'kept' | 'edited'>,
  reading: Reading,
): Pick<Alignment, 'edited' | 'splits' | 'merges'> {
  const inOrder = [...kept, ...edited].sort((one, other) => one[0] - other[0]);
  const splits = findSplits(a, b, { edited, freeWholes: behind(freeA, inOrder), freeParts: freeB }, reading.language);
  for (const { whole, parts } of splits)
    take(
      parts.map((part): Pair => [whole, part]),
      freeA,
      freeB,
    );
  const whole = new Set(splits.map((split) => split.whole));
  const back = edited.filter(([i]) => !whole.has(i)).map(([i, j]): Pair => [j, i]);
  const backInOrder = inOrder.map(([i, j]): Pair => [j, i]);
  const merges = findSplits(
    b,
    a,
    { edited: back, freeWholes: behind(freeB, backInOrder), freeParts: freeA },
    reading.language,
  );
  const merged = new Set(merges.map((merge) => merge.whole));
  return { edited: edited.filter(([i, j]) => !whole.has(i) && !merged.has(j)), splits, merges };
}

/** For each free place, the place on the other side behind the last pair before it: where its parts would begin. */
function behind(free: Set<number>, inOrder: Pair[]): Pair[] {
  let at = 0;
  let next = 0;
  return [...free]
    .sort((one, other) => one - other)
    .map((place): Pair => {
      for (let pair = inOrder[at]; pair !== undefined && pair[0] < place; pair = inOrder[++at]) next = pair[1] + 1;
      return [place, next];
    });
}

function weigh(block: Block | undefined): number {
  return 1 + Math.min(1, (block === undefined ? 0 : blockText(block).length) / LONG_TEXT);
}

function take(pairs: Pair[], freeA: Set<number>, freeB: Set<number>): void {
  for (const [i, j] of pairs) {
    freeA.delete(i);
    freeB.delete(j);
  }
}

/** Equal blocks that the common order left over: the first of a kind with the first, and so on. */
function pairEqual(idsA: number[], idsB: number[], freeA: Set<number>, freeB: Set<number>): Pair[] {
  const waiting = new Map<number, number[]>();
  for (const j of freeB) {
    const id = idsB[j] ?? -1;
    const places = waiting.get(id);
    if (places === undefined) waiting.set(id, [j]);
    else places.push(j);
  }
  const pairs: Pair[] = [];
  for (const i of freeA) {
    const j = waiting.get(idsA[i] ?? -1)?.shift();
    if (j !== undefined) pairs.push([i, j]);
  }
  return pairs;
}

/** For each place, the stretch between two kept blocks that it lies in. */
function gapsBetween(kept: Pair[], lengthA: number, lengthB: number): Gap {
  const inA = new Array<number>(lengthA).fill(0);
  const inB = new Array<number>(lengthB).fill(0);
  const bounds: Pair[] = [...kept, [lengthA, lengthB]];
  let [atA, atB] = [0, 0];
  for (const [gap, [nextA, nextB]] of bounds.entries()) {
    while (atA <= nextA && atA < lengthA) inA[atA++] = gap;
    while (atB <= nextB && atB < lengthB) inB[atB++] = gap;
  }
  return { inA, inB };
}
