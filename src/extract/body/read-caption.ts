import type { Element } from 'domhandler';
import { foldText } from '../fold-text.ts';
import { hintsOf } from '../names.ts';
import {
  ancestorsOf,
  attributeOf,
  elementsIn,
  findElement,
  findElements,
  isElement,
  isText,
  isWithin,
  textOf,
} from '../tree.ts';
import { type Caption, cleanCredit, splitCredit } from './split-credit.ts';

const CREDIT_NAMES =
  /\b(?:credits?|copyright|photographer|photo by|source|agency|byline|attribution|rights|auteur|autor|author|fotograf\w*|quelle|urheber|fonte|crediti|kreditering)\b/;
const CAPTION_NAMES =
  /\b(?:caption|captions|legend|legende|légende|bildunterschrift|bildtext|description|wp caption text|cutline|figcaption|image text|image info|infotext|media info|pie de foto|didascalia)\b/;
/** A caption is a sentence or a few: longer text is the story's. */
const LONGEST = 900;

/** Whether an element is named as what stands under a picture. */
export function isCaptionElement(element: Element): boolean {
  return element.name === 'figcaption' || (element.name !== 'img' && CAPTION_NAMES.test(hintsOf(element)));
}

/** Whether a caption is named so in the very word: a `description` may be the story's. */
export function isSurelyCaption(element: Element): boolean {
  return element.name === 'figcaption' || /\bcaption\b/.test(hintsOf(element));
}

/** A figure's caption and its credit, apart: by the mark-up where it sets them apart, else by the caption's last words. */
export function readCaption(figure: Element, except: Element[] = []): Caption {
  const foreign = new Set(except.flatMap((other) => [other, ...elementsIn(other)]));
  const around = new Set(except.flatMap((other) => ancestorsOf(other)));
  const isOwn = (element: Element) => !foreign.has(element);
  const isHolder = (element: Element) => isOwn(element) && !around.has(element);
  const holder =
    findElement(figure, (element) => element.name === 'figcaption' && isOwn(element) && textOf(element) !== '') ??
    findElement(figure, (element) => isCaptionElement(element) && isHolder(element) && textOf(element) !== '') ??
    (except.length === 0 && !isCaptionElement(figure) ? figure : null);
  return readHolder(isCaptionElement(figure) && except.length === 0 ? figure : holder, figure, isOwn);
}

function readHolder(holder: Element | null, figure: Element, isOwn: (element: Element) => boolean): Caption {
  const creditElements = new Set(
    findElements(
      figure,
      (element) => isOwn(element) && (CREDIT_NAMES.test(hintsOf(element)) || isCreditProperty(element)),
    ),
  );
  const apart = [...creditElements].filter(
    (element) =>
      element !== holder &&
      (holder === null || !isWithin(holder, element)) &&
      !ancestorsOf(element).some((outer) => creditElements.has(outer) && outer !== holder),
  );
  const parts = [...new Set(apart.map((element) => textOf(element)).filter((text) => text !== ''))];
  const whole = holder === null ? '' : textOf(holder);
  if (whole.length > LONGEST) return { caption: null, credit: null };
  if (parts.length === 0) return readUnnamed(holder, figure, whole);
  const credit = cleanCredit(parts.join(' '));
  const rest = withoutParts(whole, parts);
  // A name beside the credit may still say it again at the caption's end.
  const split = splitCredit(rest || null);
  return split.caption === null ? { caption: null, credit: credit ?? split.credit } : { ...split, credit };
}

/** Longest credit that only its place in the mark-up shows to be one. */
const LONGEST_CREDIT = 60;

/** A caption of two parts without names of their own, the last of which is nothing but a person's or a house's name. */
function splitByPlace(holder: Element): Caption | null {
  const shown = holder.children.filter((child) => (isElement(child) || isText(child)) && textOf(child) !== '');
  const [first, last, ...others] = shown;
  if (!isElement(first) || isControl(first) || others.length > 0) return null;
  if (last === undefined) return splitByPlace(first);
  if (!isElement(last) || isControl(last) || textOf(first).split(' ').length < 3) return null;
  const credit = creditAlone(textOf(last));
  return credit === null ? null : { caption: textOf(first), credit };
}

/** The credit that stands on the picture, where all else in its figure is the caption. */
function creditBesideCaption(figure: Element, caption: string): string | null {
  const [before = '', after = '', ...others] = textOf(figure).split(caption);
  if (caption === '' || others.length > 0 || (before !== '' && after !== '')) return null;
  return findElement(figure, isControl) === null ? creditAlone(foldText(before + after)) : null;
}

/** A text that is nothing but names: every word but `for` and its like is written as names are. */
function creditAlone(text: string): string | null {
  const credit = cleanCredit(text);
  if (credit === null || credit.length > LONGEST_CREDIT || /[.!?…:]$|\d/.test(credit)) return null;
  const words = credit.split(/[\s/]+/).filter((word) => !SMALL_WORD.test(word));
  return words.length > 1 && words.length < 9 && words.every((word) => /^[«„“"(]?\p{Lu}/u.test(word)) ? credit : null;
}

const SMALL_WORD = /^(?:for|für|pour|para|per|voor|via|dla|для|of|de|von|van|der|the)$/i;

function isControl({ name }: Element): boolean {
  return name === 'a' || name === 'button' || /^h[1-6]$/.test(name);
}

/** A caption and its credit where no name of the mark-up tells them apart. */
function readUnnamed(holder: Element | null, figure: Element, whole: string): Caption {
  const split = (holder === null ? null : splitByPlace(holder)) ?? splitCredit(whole || null);
  if (split.credit !== null || holder?.name !== 'figcaption' || figure.name !== 'figure') return split;
  return { ...split, credit: creditBesideCaption(figure, whole) };
}

function isCreditProperty(element: Element): boolean {
  return /^(?:copyrightHolder|creditText|author|creator|copyrightNotice)$/.test(attributeOf(element, 'itemprop') ?? '');
}

function withoutParts(whole: string, parts: string[]): string {
  let rest = whole;
  for (const part of parts) rest = rest.replace(part, ' ');
  return foldText(rest.replace(/\(\s*\)|\[\s*\]/g, ' ')).replace(/^[\s/|–—-]+|[\s/|([–—-]+$/g, '');
}
