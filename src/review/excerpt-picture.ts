import { imageText } from '../compare/body/block-text.ts';
import { diffWords } from '../compare/words/diff-words.ts';
import type { Block, Image } from '../model/block.ts';
import type { BlockChange, FieldChange, WordEdit } from '../model/change.ts';
import { isSameImage } from '../model/image-address.ts';
import { altEdits } from './alt-edits.ts';
import { rememberLately } from './remember-lately.ts';
import { replaceWhole } from './replace-whole.ts';
import { TEXTS } from './texts.ts';

/** A line of a rendered picture that is its address: no words to read. */
const ADDRESS = /^(?:(?:https?|ftp|file|blob|data):|\/\/)\S*$/i;

/** Captions are short: a thousand of them are less than a megabyte. */
const compareCaptions = rememberLately((from: string, to: string) => diffWords(from, to, null), 1_000);

/** The words of a picture's change in the body: its caption and credit, else its alternative text, else that it is one. */
export function imageWords({ op, before, after, words }: BlockChange): WordEdit[] {
  if (words.some((word) => word.op !== 'same')) return words;
  const [was, is] = [imageOf(before), imageOf(after)];
  if (was === null || is === null) return replaceWhole(nameImage(was), nameImage(is));
  if (!isSameImage(was.url, is.url)) return [{ op: 'added', text: TEXTS.change.anotherPicture }];
  const alternative = altEdits(before, after);
  if (alternative.length > 0) return alternative;
  return op === 'moved' ? [{ op: 'same', text: nameImage(is) }] : [];
}

/** The same of the lead image, which is rendered with its address on a line. */
export function leadImageWords({ from, to }: FieldChange): WordEdit[] {
  const [was, is] = [readLines(from), readLines(to)];
  if (was.text !== is.text) return compareCaptions(was.text, is.text);
  if (from === null || to === null) return replaceWhole(nameLead(from, was.text), nameLead(to, is.text));
  const isSame = was.address === is.address || isSameImage(was.address, is.address);
  return isSame ? [] : [{ op: 'added', text: TEXTS.change.anotherPicture }];
}

/** A part of a picture, and its words on both sides. */
export type ImagePart = { part: 'caption' | 'credit' | 'alt' | 'url'; words: WordEdit[] };

/** What a picture is made of, before and after, part by part; those that neither side has are left out. */
export function compareImages(was: Image | null, is: Image | null): ImagePart[] {
  return (['caption', 'credit', 'alt', 'url'] as const).flatMap((part) => {
    const [from, to] = [was?.[part] ?? '', is?.[part] ?? ''];
    if (from === '' && to === '') return [];
    return [{ part, words: part === 'url' ? replaceAddress(from, to) : compareCaptions(from, to) }];
  });
}

/** An address is one word. */
function replaceAddress(from: string, to: string): WordEdit[] {
  return from === to ? [{ op: 'same', text: to }] : replaceWhole(from, to);
}

function imageOf(block: Block | null): Image | null {
  return block?.type === 'image' ? block : null;
}

function nameImage(image: Image | null): string {
  return image === null ? '' : imageText(image) || image.alt || TEXTS.change.aPicture;
}

function nameLead(rendered: string | null, text: string): string {
  return rendered === null ? '' : text || TEXTS.change.aPicture;
}

function readLines(rendered: string | null): { text: string; address: string } {
  const lines = (rendered ?? '').split('\n');
  return {
    text: lines.filter((line) => !ADDRESS.test(line)).join('\n'),
    address: lines.findLast((line) => ADDRESS.test(line)) ?? '',
  };
}
