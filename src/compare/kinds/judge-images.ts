import type { Image } from '../../model/block.ts';
import { isSameImage } from '../../model/image-address.ts';
import { readsTheSame } from '../text/fold-typography.ts';
import { diffWords } from '../words/diff-words.ts';
import { describeSwap, type Finding, passOver } from './finding.ts';
import { judgeText, type TextContext } from './judge-text.ts';
import { nameText } from './name-text.ts';

/** What differs between two pictures: the picture, its caption, its credit. */
export function judgeImages(before: Image | null, after: Image | null, context: TextContext): Finding[] {
  const findings = [
    ...judgePicture(before, after),
    ...judgeCaption(before?.caption ?? null, after?.caption ?? null, context),
    ...judgeCredit(before?.credit ?? null, after?.credit ?? null),
  ];
  const hasOther = findings.some((finding) => finding.extent !== 'furniture');
  return hasOther ? findings : [...findings, ...judgeAlternative(before?.alt ?? null, after?.alt ?? null)];
}

function judgePicture(before: Image | null, after: Image | null): Finding[] {
  if (before?.url === after?.url) return [];
  const isSame = before !== null && after !== null && isSameImage(before.url, after.url);
  const what = describeSwap(fileOf(before), fileOf(after));
  return [isSame ? passOver('image', what, 'image-address') : { kind: 'image', what, extent: 'full' }];
}

function judgeCaption(before: string | null, after: string | null, context: TextContext): Finding[] {
  if (before === after) return [];
  const words = diffWords(before ?? '', after ?? '', context.language);
  return nameText('caption', judgeText(words, context), describeSwap(before ?? '', after ?? ''));
}

function judgeCredit(before: string | null, after: string | null): Finding[] {
  if (before === after) return [];
  const what = describeSwap(before ?? '', after ?? '');
  return [
    readsTheSame(before, after) ? passOver('credit', what, 'typography') : { kind: 'credit', what, extent: 'full' },
  ];
}

/** Readers who do not see the picture read this instead; it is no caption, and editors seldom write it. */
function judgeAlternative(before: string | null, after: string | null): Finding[] {
  if (before === after) return [];
  const what = `alternative text ${describeSwap(before ?? '', after ?? '')}`;
  const isSame = readsTheSame(before, after);
  return [isSame ? passOver('caption', what, 'typography') : { kind: 'caption', what, extent: 'minor' }];
}

function fileOf(image: Image | null): string {
  if (image === null) return '';
  return URL.parse(image.url)?.pathname.split('/').at(-1) || image.url;
}
