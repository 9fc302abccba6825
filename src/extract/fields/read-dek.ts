import type { Element } from 'domhandler';
import { furnitureScore } from '../body/furniture.ts';
import type { Clues, Found } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { textKey } from '../fold-text.ts';
import { hintsOf } from '../names.ts';
import { selectFirst } from '../select-elements.ts';
import {
  ancestorsOf,
  attributeOf,
  countElements,
  elementsIn,
  findElement,
  isBefore,
  isElement,
  isHidden,
  isInline,
  isSilent,
  isWithin,
  textOf,
} from '../tree.ts';
import type { HeadlineFacts } from './choose-headline.ts';
import { decodeEntities } from './decode-entities.ts';
import { isEmphasisedWhole } from './emphasised-whole.ts';

/** A standfirst and the elements that show it: one, or several of a kind in a row. */
export type Dek = Found<string> & { elements: Element[] };

const DEK_NAMES =
  /\b(?:dek|deck|standfirst|stand first|sub ?title|sub ?tit|sub ?headline|sub ?heading|subhead|sub ?titulo|strap ?line|bajada|copete|entradilla|chapo|chapeau|vorspann|teaser ?text|untertitel|summary|sommario|occhiello|excerpt|lead|lede|lead ?text|lead ?in|intro|introduction|ingress|manchet|underrubrik|preamble|perex|zajawka|lid|description|abstract|sapo|spot)\b/;
const NOT_DEK =
  /\b(?:image|img|figure|photo|video|media|caption|related|list|ad|newsletter|author|byline|share|social|meta|nav|comments?|asset|picture|gallery|credit|date|time|tags?|label|kicker|supra ?title|breadcrumbs?)\b/;
const BLOCKS = /^(?:p|div|h[1-6]|ul|ol|section|article|figure|img|header|table|form)$/;
/** A text without a name that stands between headline and body must be this long to be a standfirst. */
const UNNAMED_LENGTH = 60;
const LONGEST = 900;
/** A holder with so many more elements holds more than a frame. */
const FRAME_ELEMENTS = 20;

/** The standfirst: what the page shows under its headline, said again in its metadata, named as one, or by its place. */
export function readDek(clues: Clues, headline: HeadlineFacts, region: Element[]): Dek | null {
  const matched = selectFirst(clues.document, clues.rule?.dek ?? []);
  const ruled = matched.find((element) => textOf(element) !== '');
  if (ruled !== undefined) return { value: textOf(ruled), from: 'rule', confidence: 1, elements: [ruled] };
  // Its place is there and empty: the article has none. A place that is not there says nothing.
  if (matched.length > 0) return null;
  const descriptions = describe(clues);
  const headlines = shownAsHeadline(headline);
  let best: { element: Element; score: number } | null = null;
  let isFirst = true;
  for (const element of candidatesNear(clues, headline.element, region)) {
    const key = textKey(textOf(element));
    if (key.length < 15 || textOf(element).length > LONGEST || headlines.has(key)) continue;
    const score = judge(element, key, { descriptions, headline: headline.element, region, isFirst });
    if (textOf(element).length >= UNNAMED_LENGTH) isFirst = false;
    if (score > (best?.score ?? 0)) best = { element, score };
  }
  if (best === null) return null;
  const elements = withTwins(best.element);
  const value = elements.map((element) => textOf(element)).join('\n');
  return { value, from: 'heuristic', confidence: best.score >= 3 ? 0.95 : 0.8, elements };
}

/** The spellings of the headline, as keys; what is called an alternative headline may well be the standfirst. */
function shownAsHeadline({ chosen, candidates, element }: HeadlineFacts): Set<string> {
  const shown = chosen?.value ?? '';
  const words = new Set(shown.toLowerCase().split(' '));
  const isSpelling = (text: string) => {
    const own = text.toLowerCase().split(' ');
    return own.filter((word) => words.has(word)).length >= own.length * 0.5;
  };
  const spellings = candidates.map(({ text }) => text).filter(isSpelling);
  return new Set([shown, ...spellings, element === null ? '' : textOf(element)].map(textKey));
}

/** What the page's metadata says of the article, as keys. */
function describe({ linked, head }: Clues): string[] {
  return [
    textOfProperty(linked.article?.description),
    firstMeta(head, 'og:description'),
    firstMeta(head, 'description', 'twitter:description'),
  ]
    .map((text) => textKey(decodeEntities(text ?? '')))
    .filter((key) => key.length > 20);
}

/** `isFirst`: whether no other text stands between the headline and the element. */
type Surroundings = { descriptions: string[]; headline: Element | null; region: Element[]; isFirst: boolean };

/** How much speaks for an element being the standfirst; 0 for nothing. */
function judge(element: Element, key: string, { descriptions, headline, region, isFirst }: Surroundings): number {
  // A paragraph that was joined to the body for its place alone may be the standfirst.
  const isJoined = element.name === 'p' && region.length > 1 && region.includes(element);
  const isApart = isJoined || region.every((body) => !isWithin(element, body));
  const isSaid = descriptions.some((said) => key.includes(said.slice(0, 60)) || said.startsWith(key.slice(0, 80)));
  const isNamed = isNamedDek(element) || holdersWithNothingElse(element).some(isNamedDek);
  const isSubheading =
    /^h[23]$/.test(element.name) && !NOT_DEK.test(hintsOf(element)) && (isApart || isRightAfter(element, headline));
  if (isNamed || isSubheading) return (isSaid ? 3 : 0) + (isNamed ? 2 : 1);
  if (!isApart) return isFirst && isEmphasisedWhole(element) && descriptions.includes(key) ? 2 : 0;
  if (isSaid) return 3;
  const paragraphs = region.filter(({ name }) => name === 'p');
  const isAlone = paragraphs.every((paragraph) => paragraph === element);
  return isFirst && isAlone && headline !== null && isUnnamedDek(element) ? 0.5 : 0;
}

/** A sentence of its own between headline and body, in no box that is named for something else. */
function isUnnamedDek(element: Element): boolean {
  const text = textOf(element);
  if (text.length < UNNAMED_LENGTH || !/[.!?…。？！]["”’»)]?$/.test(text) || text.split(' ').length < 8) return false;
  if (findElement(element, ({ name }) => name === 'a' || name === 'time') !== null) return false;
  return [element, ...holdersWithNothingElse(element)].every(
    (holder) => furnitureScore(holder) < 0.6 && !NOT_DEK.test(hintsOf(holder)),
  );
}

function isNamedDek(element: Element): boolean {
  const hints = hintsOf(element);
  if (NOT_DEK.test(hints)) return false;
  return (
    DEK_NAMES.test(hints) ||
    /^(?:description|alternativeHeadline|abstract)$/.test(attributeOf(element, 'itemprop') ?? '')
  );
}

/** The elements around one that show no other text. */
function holdersWithNothingElse(element: Element): Element[] {
  const length = textOf(element).length;
  const most = countElements(element) + FRAME_ELEMENTS;
  const holders: Element[] = [];
  for (const holder of ancestorsOf(element)) {
    if (countElements(holder) > most || textOf(holder).length > length + 2) break;
    holders.push(holder);
  }
  return holders;
}

/** Subtitles of one kind in a row are one standfirst. */
function withTwins(element: Element): Element[] {
  const { class: name } = element.attribs;
  const elements = [element];
  if (name === undefined || !/^(?:h[2-4]|p|li)$/.test(element.name) || !isNamedDek(element)) return elements;
  for (let at = element.next; at !== null; at = at.next) {
    if (!isElement(at)) continue;
    if (at.name !== element.name || at.attribs.class !== name || textOf(at).length > LONGEST) break;
    elements.push(at);
  }
  return elements;
}

/** Texts after the headline and before the body's own text, each a single paragraph. */
function* candidatesNear({ document }: Clues, headline: Element | null, region: Element[]): Generator<Element> {
  let isAfter = headline === null;
  let inBody = 0;
  for (const element of elementsIn(document)) {
    if (element === headline) isAfter = true;
    if (!isAfter || element === headline || isSilent(element) || isHidden(element) || element.name === 'figcaption')
      continue;
    if (headline !== null && isWithin(element, headline)) continue;
    if (isInline(element) && !isNamedDek(element)) continue;
    if (region.some((body) => isBefore(body, element))) return;
    if (isOutside(element)) continue;
    const isLeaf = findElement(element, ({ name }) => BLOCKS.test(name)) === null;
    if (!isLeaf && !(isNamedDek(element) && onlyParagraph(element))) continue;
    const isBody = region.some((body) => isWithin(element, body));
    // A heading under running text divides it.
    if (isBody && inBody > 0 && /^h[2-6]$/.test(element.name)) continue;
    if (isBody && textOf(element).length > 40) inBody += 1;
    if (inBody > 2) return;
    yield element;
  }
}

function onlyParagraph(element: Element): boolean {
  const blocks = elementsIn(element).filter(({ name }) => /^(?:p|h[1-6]|li|figure|img)$/.test(name));
  return blocks.length <= 2 && blocks.every(({ name }) => name === 'p' || name === 'h2');
}

function isOutside(element: Element): boolean {
  for (const holder of [element, ...ancestorsOf(element)]) {
    if (/^(?:nav|footer|aside|form|figure)$/.test(holder.name)) return true;
  }
  return false;
}

function isRightAfter(element: Element, headline: Element | null): boolean {
  if (headline === null) return false;
  for (let at = element.prev; at !== null; at = at.prev) if (at === headline) return true;
  return false;
}
