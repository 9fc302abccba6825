import type { Block } from '../../model/block.ts';
import type { BlockChange, WordEdit } from '../../model/change.ts';
import { diffTexts } from '../words/diff-words.ts';
import type { Pair } from '../words/match-sequences.ts';
import { type Reading, startReading } from '../words/reading.ts';
import { alignBlocks } from './align-blocks.ts';
import { blockText } from './block-text.ts';
import type { Split } from './find-splits.ts';
import { splitWords, swapSides } from './split-words.ts';

/** The blocks that differ between two bodies, in the order in which one would read them. */
export function compareBodies(from: Block[], to: Block[], language: string | null): BlockChange[] {
  const reading = startReading(language);
  const { kept, edited, moved, splits, merges } = alignBlocks(from, to, reading);
  const split = splits.flatMap(({ whole, parts }) => parts.map((part): Pair => [whole, part]));
  const merged = merges.flatMap(({ whole, parts }) => parts.map((part): Pair => [part, whole]));
  const pairs = [...kept, ...edited, ...moved, ...split, ...merged];
  const pairedFrom = new Set(pairs.map(([i]) => i));
  const pairedTo = new Set(pairs.map(([, j]) => j));
  const changes: BlockChange[] = [
    ...edited.map((pair) => changeOf('edited', pair, from, to, reading)),
    ...moved.map((pair) => changeOf('moved', pair, from, to, reading)),
    ...splits.flatMap((one) => changesOfSplit(one, from, to, language)),
    ...merges.flatMap((one) => changesOfSplit(one, to, from, language).map(mirrorSplit)),
    ...from.flatMap((before, place): BlockChange[] =>
      pairedFrom.has(place) ? [] : [{ op: 'removed', from: place, to: null, before, after: null, words: [] }],
    ),
    ...to.flatMap((after, place): BlockChange[] =>
      pairedTo.has(place) ? [] : [{ op: 'added', from: null, to: place, before: null, after, words: [] }],
    ),
  ];
  const places = readingPlaces([...kept, ...edited, ...split, ...merged], from.length);
  return changes.sort((one, other) => placeOf(one, places) - placeOf(other, places) || rank(one) - rank(other));
}

function changeOf(op: 'edited' | 'moved', [i, j]: Pair, from: Block[], to: Block[], reading: Reading): BlockChange {
  const [before = null, after = null] = [from[i], to[j]];
  return { op, from: i, to: j, before, after, words: editedWords(before, after, reading) };
}

/** A change for each part, with the words of its stretch of the whole. */
function changesOfSplit({ whole, parts }: Split, from: Block[], to: Block[], language: string | null): BlockChange[] {
  const before = from[whole] ?? null;
  const texts = parts.map((part) => textAt(to, part));
  const words = splitWords(textAt(from, whole), texts, language);
  return parts.map((part, index) => {
    return { op: 'split', from: whole, to: part, before, after: to[part] ?? null, words: words[index] ?? [] };
  });
}

function textAt(body: Block[], place: number): string {
  const block = body[place];
  return block === undefined ? '' : blockText(block);
}

function mirrorSplit({ from, to, before, after, words }: BlockChange): BlockChange {
  return { op: 'merged', from: to, to: from, before: after, after: before, words: swapSides(words) };
}

function editedWords(before: Block | null, after: Block | null, reading: Reading): WordEdit[] {
  if (before === null || after === null) return [];
  const [textBefore, textAfter] = [blockText(before), blockText(after)];
  return textBefore === textAfter ? [] : diffTexts(textBefore, textAfter, reading);
}

/** Where a block that is gone stood in the body after: behind the last block before it that is still in its place. */
function readingPlaces(inOrder: Pair[], length: number): number[] {
  const counterpart = new Map(inOrder);
  const places: number[] = [];
  let last = -1;
  for (let place = 0; place < length; place += 1) {
    last = counterpart.get(place) ?? last;
    places.push(last + 0.5);
  }
  return places;
}

function placeOf(change: BlockChange, places: number[]): number {
  return change.to ?? places[change.from ?? 0] ?? 0;
}

function rank(change: BlockChange): number {
  return change.from ?? -1;
}
