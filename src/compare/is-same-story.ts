import type { Article } from '../model/article.ts';
import { type Bag, commonOf, sizeOf } from './body/bag.ts';
import { blockText, isProse } from './body/block-text.ts';
import { tokenize } from './text/tokenize.ts';

/** Of the pairs of words of the shorter text, so many must stand in the other: an edited text keeps far more. */
const ALIKE = 0.7;
/** Below so many pairs of words, texts resemble each other by chance: then the headlines must agree as well. */
const FEW_PAIRS = 30;
/** A longer text holds the shorter one and more; beyond so many times its length it is another thing (a day's summary). */
const LONGEST = 4;

/**
 * Whether two records tell one story: most of the shorter text, in the same words, stands in the other. A headline alone
 * proves nothing ("Morning briefing"), and only speaks where the texts are short.
 */
export function isSameStory(one: Article, other: Article): boolean {
  const [first, second] = [pairsOf(one), pairsOf(other)];
  const [shorter, longer] = [sizeOf(first), sizeOf(second)].sort((a, b) => a - b) as [number, number];
  const hasSameHeadline = one.headline !== null && foldHeadline(one.headline) === foldHeadline(other.headline ?? '');
  if (shorter === 0) return longer === 0 && hasSameHeadline;
  if (longer > shorter * LONGEST) return false;
  const isAlike = commonOf(first, second) >= ALIKE * shorter;
  return isAlike && (shorter >= FEW_PAIRS || hasSameHeadline);
}

/** Each two words that follow each other in the running text. */
function pairsOf({ body, language }: Article): Bag {
  const words = body
    .filter(isProse)
    .flatMap((block) => tokenize(blockText(block), language))
    .filter((token) => token.kind !== 'mark')
    .map((token) => token.text.toLowerCase());
  const pairs: Bag = new Map();
  for (let at = 1; at < words.length; at += 1) {
    const pair = `${words[at - 1]} ${words[at]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function foldHeadline(headline: string): string {
  return headline
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
