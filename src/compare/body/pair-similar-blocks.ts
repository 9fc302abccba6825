import type { Block } from '../../model/block.ts';
import { imageKey } from '../../model/image-address.ts';
import { sharedEnds } from '../text/shared-ends.ts';
import { tokenize } from '../text/tokenize.ts';
import type { Pair } from '../words/match-sequences.ts';
import type { Reading } from '../words/reading.ts';
import type { Sentence } from '../words/split-sentences.ts';
import { type Bag, commonOf, sizeOf } from './bag.ts';
import { blockText } from './block-text.ts';

/** For each place, the number of the stretch between kept blocks that it lies in. */
export type Gap = { inA: number[]; inB: number[] };

/** Shares of words in common that make two blocks the same one, edited. Across a distance more is asked. */
const SIMILAR_HERE = 0.35;
/** The only text between two neighbours that stayed is that text, edited, with less in common. */
const SIMILAR_ALONE = 0.25;
const SIMILAR_ELSEWHERE = 0.6;
/** Fewer words than this are alike by chance. */
const MIN_WORDS_ELSEWHERE = 6;
/** A word in more blocks than this tells little, and would make the search quadratic. */
const MAX_BLOCKS_A_WORD = 24;
/** Pairs within one stretch of the body that are weighed one by one. */
const MAX_PAIRS_A_GAP = 400;
/** Blocks that one block is weighed against beyond its own stretch. */
const MOST_WEIGHED = 16;
/** What it weighs, in words, that two blocks show the same picture, post or page. */
const SAME_TARGET = 12;

/** The words of a block, and how many they are. */
type WordBag = { words: Bag; size: number };
type Candidate = { i: number; j: number; score: number };
type Search = {
  a: Block[];
  b: Block[];
  bagsA: Map<number, WordBag>;
  bagsB: Map<number, WordBag>;
  gaps: Gap;
  alone: Set<number>;
};

/** Pairs up what is left of two bodies by their words, the most alike first; a picture also with the one in its place. */
export function pairSimilarBlocks(
  a: Block[],
  b: Block[],
  freeA: Set<number>,
  freeB: Set<number>,
  gaps: Gap,
  reading: Reading,
): Pair[] {
  if (freeA.size === 0 || freeB.size === 0) return [];
  const near = pairNeighbours(a, b, freeA, freeB, gaps, reading);
  const [leftA, leftB] = [new Set(freeA), new Set(freeB)];
  for (const [i, j] of near) {
    leftA.delete(i);
    leftB.delete(j);
  }
  return [...near, ...searchPairs(a, b, leftA, leftB, gaps, reading.language)];
}

/**
 * Texts that stand alone between the same two neighbours and begin or end alike for the most part, or are the same item
 * by its number: most edits are such, and need no search.
 */
function pairNeighbours(
  a: Block[],
  b: Block[],
  freeA: Set<number>,
  freeB: Set<number>,
  gaps: Gap,
  reading: Reading,
): Pair[] {
  const inB = loneTexts(b, freeB, gaps.inB);
  return [...loneTexts(a, freeA, gaps.inA)].flatMap(([gap, i]): Pair[] => {
    const j = inB.get(gap);
    const [one, other] = [a[i], j === undefined ? undefined : b[j]];
    if (j === undefined || one === undefined || other === undefined || one.type !== other.type) return [];
    const [text, edited] = [blockText(one), blockText(other)];
    return isMostlyTheSame(text, edited, reading) || isSameItem(text, edited) ? [[i, j]] : [];
  });
}

/** What numbers an entry of a list that is set as paragraphs: "212. ", "7) ". */
const ITEM = /^\(?\p{Nd}{1,4}[.):]\s/u;

/** Whether two texts are one numbered entry, whatever it says now. */
function isSameItem(one: string, other: string): boolean {
  const number = ITEM.exec(one)?.[0];
  return number !== undefined && other.startsWith(number);
}

/** Whether one text is the other with a stretch cut out, or most of the longer one's sentences are in the other too. */
function isMostlyTheSame(one: string, other: string, { sentencesOf }: Reading): boolean {
  const { head, tail } = sharedEnds(one, other);
  const ends = head + tail;
  const isCut = ends === Math.min(one.length, other.length) && ends > 0;
  if (isCut || ends >= SIMILAR_ELSEWHERE * Math.max(one.length, other.length)) return true;
  const least = SIMILAR_ELSEWHERE * Math.max(one.length, other.length);
  const [sentences, others] = [sentencesOf(one), sentencesOf(other)];
  if (measureInStep(sentences, others, least) >= least) return true;
  const known = new Set(sentences.map(({ text }) => text));
  return others.reduce((sum, { text }) => sum + (known.has(text) ? text.length : 0), 0) >= least;
}

/** The length of the sentences that two texts share while neither skips more than one at a time, counted up to `most`. */
function measureInStep(a: Sentence[], b: Sentence[], most: number): number {
  let shared = 0;
  for (let [i, j] = [0, 0]; i < a.length && j < b.length && shared < most; ) {
    const one = a[i]?.text;
    const other = b[j]?.text;
    if (one === other) shared += one?.length ?? 0;
    const skips = one !== other && a[i + 1]?.text === other;
    const isSkipped = one !== other && !skips && one === b[j + 1]?.text;
    if (!isSkipped) i += 1;
    if (!skips) j += 1;
  }
  return shared;
}

function searchPairs(
  a: Block[],
  b: Block[],
  freeA: Set<number>,
  freeB: Set<number>,
  gaps: Gap,
  language: string | null,
): Pair[] {
  if (freeA.size === 0 || freeB.size === 0) return [];
  const [bagsA, bagsB] = [bagWords(a, freeA, language), bagWords(b, freeB, language)];
  const search = { a, b, bagsA, bagsB, gaps, alone: gapsOfOne(a, b, freeA, freeB, gaps) };
  const pairs: Pair[] = [];
  const takenA = new Set<number>();
  const takenB = new Set<number>();
  const candidates = [...findCandidates(search)].flatMap(([i, places]) =>
    [...places].flatMap((j): Candidate[] => {
      const score = scorePair(search, i, j);
      return score === null ? [] : [{ i, j, score }];
    }),
  );
  candidates.sort((one, other) => other.score - one.score || one.i - other.i || one.j - other.j);
  for (const { i, j } of candidates) {
    if (takenA.has(i) || takenB.has(j)) continue;
    takenA.add(i);
    takenB.add(j);
    pairs.push([i, j]);
  }
  const restA = [...freeA].filter((i) => !takenA.has(i));
  const restB = [...freeB].filter((j) => !takenB.has(j));
  return [...pairs, ...pairPictures(search, restA, restB)];
}

/** The stretches in which each body has one text left, and no more. */
function gapsOfOne(a: Block[], b: Block[], freeA: Set<number>, freeB: Set<number>, gaps: Gap): Set<number> {
  const inB = loneTexts(b, freeB, gaps.inB);
  return new Set([...loneTexts(a, freeA, gaps.inA).keys()].filter((gap) => inB.has(gap)));
}

/** The text of each stretch that has no other, by the number of the stretch. */
function loneTexts(blocks: Block[], free: Set<number>, inGap: number[]): Map<number, number> {
  const lone = new Map<number, number>();
  const crowded = new Set<number>();
  for (const place of free) {
    const block = blocks[place];
    const gap = inGap[place] ?? -1;
    if (block === undefined || !isText(block)) continue;
    if (lone.has(gap)) crowded.add(gap);
    lone.set(gap, place);
  }
  for (const gap of crowded) lone.delete(gap);
  return lone;
}

function bagWords(blocks: Block[], free: Set<number>, language: string | null): Map<number, WordBag> {
  const bags = new Map<number, WordBag>();
  for (const place of free) {
    const block = blocks[place];
    if (block === undefined) continue;
    const words = new Map<string, number>();
    for (const token of tokenize(blockText(block), language)) {
      if (token.kind === 'mark') continue;
      const word = token.text.toLowerCase();
      words.set(word, (words.get(word) ?? 0) + 1);
    }
    const target = targetOf(block);
    if (target !== null) words.set(target, SAME_TARGET);
    bags.set(place, { words, size: sizeOf(words) });
  }
  return bags;
}

/** What a block that is not mere text shows. */
function targetOf(block: Block): string | null {
  if (block.type === 'image') return `image ${imageKey(block.url)}`;
  if (block.type === 'embed' || block.type === 'related') return block.url === null ? null : `url ${block.url}`;
  if (block.type === 'live-entry') return block.id === null ? null : `id ${block.id}`;
  return null;
}

/** Places worth weighing: all within a small stretch, else those that share the most words that are in few blocks. */
function findCandidates({ bagsA, bagsB, gaps }: Search): Map<number, Set<number>> {
  const places = new Map<string, number[]>();
  const inGap = new Map<number, number[]>();
  for (const [j, bag] of bagsB) {
    for (const word of bag.words.keys()) push(places, word, j);
    push(inGap, gaps.inB[j] ?? -1, j);
  }
  const sizes = new Map<number, number[]>();
  for (const i of bagsA.keys()) push(sizes, gaps.inA[i] ?? -1, i);

  const candidates = new Map<number, Set<number>>();
  for (const [i, bag] of bagsA) {
    const gap = gaps.inA[i] ?? -1;
    const neighbours = inGap.get(gap) ?? [];
    const isSmall = neighbours.length * (sizes.get(gap)?.length ?? 0) <= MAX_PAIRS_A_GAP;
    candidates.set(i, new Set([...(isSmall ? neighbours : []), ...placesSharingMost(bag, places)]));
  }
  return candidates;
}

function placesSharingMost(bag: WordBag, places: Map<string, number[]>): number[] {
  const shared = new Map<number, number>();
  for (const word of bag.words.keys()) {
    const sharing = places.get(word) ?? [];
    if (sharing.length <= MAX_BLOCKS_A_WORD) for (const j of sharing) shared.set(j, (shared.get(j) ?? 0) + 1);
  }
  if (shared.size <= MOST_WEIGHED) return [...shared.keys()];
  const best = [...shared].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  return best.slice(0, MOST_WEIGHED).map(([j]) => j);
}

function push<K>(lists: Map<K, number[]>, key: K, place: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [place]);
  else list.push(place);
}

/** How alike two blocks are, 0 to 1 and a little more for neighbours; `null` when they are not the same one. */
function scorePair({ a, b, bagsA, bagsB, gaps, alone }: Search, i: number, j: number): number | null {
  const [one, other, bagA, bagB] = [a[i], b[j], bagsA.get(i), bagsB.get(j)];
  if (one === undefined || other === undefined || bagA === undefined || bagB === undefined) return null;
  if (!isComparable(one, other)) return null;
  const isHere = gaps.inA[i] === gaps.inB[j];
  const score = shareOf(bagA, bagB);
  const isAlone = isHere && isText(one) && alone.has(gaps.inA[i] ?? -1);
  if (isHere) return score >= (isAlone ? SIMILAR_ALONE : SIMILAR_HERE) ? score + 0.1 : null;
  const isLong = Math.min(bagA.size, bagB.size) >= MIN_WORDS_ELSEWHERE;
  return isLong && score >= SIMILAR_ELSEWHERE ? score : null;
}

function isComparable(one: Block, other: Block): boolean {
  return one.type === other.type || (isText(one) && isText(other));
}

function isText(block: Block): boolean {
  return ['paragraph', 'heading', 'quote', 'aside'].includes(block.type);
}

/** The share of words in common (Dice's coefficient over words as often as they occur). */
function shareOf(one: WordBag, other: WordBag): number {
  if (one.size + other.size === 0) return 0;
  return (2 * commonOf(one.words, other.words)) / (one.size + other.size);
}

function pairPictures({ a, b, gaps }: Search, restA: number[], restB: number[]): Pair[] {
  const pairs: Pair[] = [];
  const free = restB.filter((j) => b[j]?.type === 'image');
  for (const i of restA) {
    if (a[i]?.type !== 'image') continue;
    const at = free.findIndex((j) => gaps.inB[j] === gaps.inA[i]);
    const [j] = at === -1 ? [] : free.splice(at, 1);
    if (j !== undefined) pairs.push([i, j]);
  }
  return pairs;
}
