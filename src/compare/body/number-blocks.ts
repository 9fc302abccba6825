import type { Block } from '../../model/block.ts';
import { imageKey } from '../../model/image-address.ts';
import { fingerprint } from '../text/fingerprint.ts';

/** Numbers for the blocks of two bodies, the same for equal blocks, for comparing sequences of them. */
export function numberBlocks(from: Block[], to: Block[]): [number[], number[]] {
  // Most blocks by far are paragraphs without links: their texts tell them apart, with nothing written anew.
  const plain = new Map<string, number>();
  const others = new Map<string, number>();
  const number = (block: Block): number => {
    const text = plainText(block);
    const numbers = text === null ? others : plain;
    const key = text ?? printOf(block);
    const known = numbers.get(key) ?? plain.size + others.size;
    numbers.set(key, known);
    return known;
  };
  return [from.map(number), to.map(number)];
}

/**
 * Whether the first body comes behind the second in a fixed order of all bodies, that of their blocks written out one
 * behind the other. `at` is the first place where they differ.
 */
export function comesBehind(from: Block[], to: Block[], at: number): boolean {
  const [one, other] = [from[at], to[at]];
  if (one === undefined || other === undefined) return other === undefined && one !== undefined;
  // Two plain paragraphs are in the order of their texts.
  const [text, otherText] = [plainText(one), plainText(other)];
  const [print, otherPrint] = text === null || otherText === null ? [printOf(one), printOf(other)] : [text, otherText];
  if (!print.startsWith(otherPrint) && !otherPrint.startsWith(print)) return print > otherPrint;
  return from.slice(at).map(printOf).join() > to.slice(at).map(printOf).join();
}

/** The same for a picture in another size: which sizes a site asks for today must not move what stands around it. */
function printOf(block: Block): string {
  const text = plainText(block);
  if (text !== null) return `paragraph ${text}`;
  return fingerprint(block.type === 'image' ? { ...block, url: imageKey(block.url) } : block);
}

/** The text of a paragraph that is nothing else. */
function plainText(block: Block): string | null {
  return block.type === 'paragraph' && block.spans.length === 0 && Object.keys(block).length === 3 ? block.text : null;
}
