import type { Element } from 'domhandler';
import type { Clues, Found } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { textKey } from '../fold-text.ts';
import { selectFirst } from '../select-elements.ts';
import { ancestorsOf, attributeOf, elementsIn, findElement, hintsOf, isHidden, isInline, textOf } from '../tree.ts';
import { decodeEntities } from './choose-headline.ts';

const DEK_NAMES =
  /\b(?:dek|deck|standfirst|stand first|sub ?title|sub ?headline|sub ?heading|subhead|sub ?titulo|bajada|copete|entradilla|chapo|chapeau|vorspann|teaser ?text|untertitel|summary|sommario|occhiello|excerpt|lead|lede|lead ?text|lead ?in|intro|introduction|ingress|manchet|underrubrik|preamble|perex|zajawka|lid|description|abstract|sapo|spot)\b/;
const NOT_DEK =
  /\b(?:image|img|figure|photo|video|media|caption|related|list|ad|newsletter|author|byline|share|social|meta|nav|comments?|asset|picture|gallery|credit)\b/;

/** The standfirst: what the page shows under its headline, said again in its metadata or named as one. */
export function readDek(
  clues: Clues,
  headline: Element | null,
  region: Element[],
): (Found<string> & { element: Element | null }) | null {
  const matched = selectFirst(clues.document, clues.rule?.dek ?? []);
  const ruled = matched.find((element) => textOf(element) !== '');
  if (ruled !== undefined) return { value: textOf(ruled), from: 'rule', confidence: 1, element: ruled };
  // Its place is there and empty: the article has none. A place that is not there says nothing.
  if (matched.length > 0) return null;
  const descriptions = [
    textOfProperty(clues.linked.article?.description),
    textOfProperty(clues.linked.article?.alternativeHeadline),
    firstMeta(clues.head, 'og:description'),
    firstMeta(clues.head, 'description', 'twitter:description'),
  ].map((text) => textKey(decodeEntities(text ?? '')));
  const headlineKey = headline === null ? '' : textKey(textOf(headline));
  for (const element of candidatesNear(clues, headline, region)) {
    const text = textOf(element);
    const key = textKey(text);
    if (key.length < 15 || text.length > 900 || key === headlineKey) continue;
    const isSaid = descriptions.some(
      (said) => said.length > 20 && (said.startsWith(key.slice(0, 80)) || key.startsWith(said.slice(0, 80))),
    );
    const isNamed = isNamedDek(element);
    const isSubheading = element.name === 'h2' && isRightAfter(element, headline);
    if (isNamed || isSubheading || (isSaid && region.every((body) => !isIn(element, body)))) {
      return { value: text, from: 'heuristic', confidence: isSaid ? 0.95 : 0.8, element };
    }
  }
  return null;
}

function isNamedDek(element: Element): boolean {
  const hints = hintsOf(element);
  if (NOT_DEK.test(hints)) return false;
  return (
    DEK_NAMES.test(hints) ||
    /^(?:description|alternativeHeadline|abstract)$/.test(attributeOf(element, 'itemprop') ?? '')
  );
}

/** Texts after the headline and before the body's own text, each a single paragraph. */
function* candidatesNear({ document }: Clues, headline: Element | null, region: Element[]): Generator<Element> {
  let isAfter = headline === null;
  let inBody = 0;
  for (const element of elementsIn(document)) {
    if (element === headline) isAfter = true;
    if (
      !isAfter ||
      element === headline ||
      isHidden(element) ||
      element.name === 'script' ||
      element.name === 'figcaption'
    )
      continue;
    if (headline !== null && isIn(element, headline)) continue;
    if (isInline(element) && !isNamedDek(element)) continue;
    if (isOutside(element)) continue;
    const isLeaf =
      findElement(element, ({ name }) => /^(?:p|div|h[1-6]|ul|ol|section|article|figure|img)$/.test(name)) === null;
    if (!isLeaf && !(isNamedDek(element) && onlyParagraph(element))) continue;
    const isBody = region.some((body) => isIn(element, body));
    if (isBody && textOf(element).length > 40) inBody += 1;
    if (inBody > 2) return;
    yield element;
  }
}

function onlyParagraph(element: Element): boolean {
  const blocks = [...elementsIn(element)].filter(({ name }) => /^(?:p|h[1-6]|li|figure|img)$/.test(name));
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

function isIn(element: Element, container: Element): boolean {
  if (element === container) return true;
  for (const holder of ancestorsOf(element)) if (holder === container) return true;
  return false;
}
