import type { Element } from 'domhandler';
import type { Block } from '../model/block.ts';
import type { Passage } from './body/measure-tree.ts';

type Placed = { block: Block; element: Element };
/** How a body's containers were found. */
export type RegionChoice = 'rule' | 'passages' | 'live-entries' | 'pictures' | 'whole-page';

/** What an extraction notes of its choices while somebody asks for them; without a trace nothing is noted. */
export type Trace = {
  /** The elements that show fields, by field. */
  shown: Map<string, Element>;
  /** Elements left out of the body, and why. */
  removed: Map<Element, string>;
  /** Blocks that were built and then left out, as another field says them or they stand around the text. */
  leftOut: Placed[];
  region: { choice: RegionChoice; seed: Element | null; elements: Element[]; passages: Passage[] } | null;
};

/** An empty trace, to be handed to one extraction. */
export function openTrace(): Trace {
  return { shown: new Map(), removed: new Map(), leftOut: [], region: null };
}

/** Notes where a body was read, and which of the blocks that were built there did not stay. */
export function noteBody(trace: Trace, region: Trace['region'], placed: Placed[], kept: Block[]): void {
  trace.region = region;
  const stayed = new Set(kept);
  const related = new Set(kept.flatMap((block) => (block.type === 'related' ? [block.url] : [])));
  for (const { block, element } of placed) {
    // A paragraph that only leads to another article stays as a related article.
    const isTurned = 'spans' in block && block.spans?.some((span) => span.kind === 'link' && related.has(span.href));
    if (!stayed.has(block) && !isTurned) trace.leftOut.push({ block, element });
  }
}
