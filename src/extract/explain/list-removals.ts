import type { Element } from 'domhandler';
import type { Article } from '../../model/article.ts';
import type { Block } from '../../model/block.ts';
import type { Removal } from '../../model/explanation.ts';
import { isInvitation, isLabelLine } from '../body/furniture-lines.ts';
import { textKey } from '../fold-text.ts';
import type { Trace } from '../trace.ts';
import { ancestorsOf, findElements, isHidden, isSilent, textOf } from '../tree.ts';
import { nameOf } from './path-of.ts';

const SHOWN_CHARACTERS = 80;

type Placed = { at: Element; what: string; reason: string; text: string };

/** What was left out of the body's containers, in the order of the page: elements, hidden ones, and lines that were built. */
export function listRemovals(trace: Trace, article: Article): Removal[] {
  const { elements } = trace.region ?? { elements: [] };
  const removed: Placed[] = [...trace.removed].map(([at, reason]) => ({
    at,
    what: nameOf(at),
    reason,
    text: textOf(at),
  }));
  const hidden = elements.flatMap((region) => findElements(region, isHidden)).filter((at) => isOutermost(at, trace));
  const unseen = hidden
    .filter((at) => !isSilent(at))
    .map((at) => ({ at, what: nameOf(at), reason: 'the page hides it', text: '' }));
  const lines = trace.leftOut.map(({ block, element }) => ({
    at: element,
    what: `${block.type} in ${nameOf(element)}`,
    reason: lineReason(block, article),
    text: textOfBlock(block),
  }));
  const places = new Map(placesOf(elements));
  const sorted = [...removed, ...unseen, ...lines].toSorted(
    (a, b) => (places.get(a.at) ?? 0) - (places.get(b.at) ?? 0),
  );
  return sorted.reduce<Removal[]>(fold, []);
}

function placesOf(regions: Element[]): [Element, number][] {
  return regions.flatMap((region) => [region, ...findElements(region, () => true)]).map((element, at) => [element, at]);
}

function isOutermost(element: Element, { removed }: Trace): boolean {
  for (const holder of ancestorsOf(element)) if (isHidden(holder) || removed.has(holder)) return false;
  return true;
}

/** The same again in a row is told once. */
function fold(told: Removal[], { what, reason, text }: Placed): Removal[] {
  const last = told.at(-1);
  const isSame = last !== undefined && last.what === what && last.reason === reason;
  if (isSame) last.times += 1;
  else told.push({ what, reason, text: text.slice(0, SHOWN_CHARACTERS), times: 1 });
  return told;
}

/** Why a block did not stay, as far as it shows from what the record says. */
function lineReason(block: Block, article: Article): string {
  const key = textKey(textOfBlock(block));
  const said: [string, string | null | undefined][] = [
    ['headline', article.headline],
    ['kicker', article.kicker],
    ['standfirst', article.dek],
    ['byline', article.byline?.text],
  ];
  const field = said.find(([, text]) => text !== null && text !== undefined && key !== '' && textKey(text) === key);
  if (field !== undefined) return `the ${field[0]} says it`;
  if (block.type === 'image') return 'it is the lead image, or stands there twice';
  if (article.body.some((other) => textKey(textOfBlock(other)) === key)) return 'it stands there twice';
  if ('text' in block && block.text !== null && isLabelLine(block.text)) return 'it only labels what is around it';
  const asks = block.type !== 'embed' && 'spans' in block && isInvitation(block);
  return asks ? 'it asks its reader for something' : 'it is a line around the text, not of it';
}

function textOfBlock(block: Block): string {
  if (block.type === 'image') return block.url;
  if (block.type === 'list') return block.items.map(({ text }) => text).join(' ');
  if (block.type === 'related') return block.title;
  return 'text' in block ? (block.text ?? '') : '';
}
