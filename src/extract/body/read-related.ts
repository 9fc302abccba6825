import type { Element } from 'domhandler';
import type { RelatedBlock } from '../../model/block.ts';
import { isSameSite, resolveAddress, withoutTracking } from '../address.ts';
import { foldText, textKey } from '../fold-text.ts';
import { hintsOf } from '../names.ts';
import { attributeOf, findElement, findElements, isInline, textOf } from '../tree.ts';
import { declaredType, isDeclared } from './declared-block.ts';

const RELATED_NAMES =
  /\b(?:related|readmore|read more|read also|also read|see also|more on|inline link|internal link|linkbox|link box|related (?:article|story|link)|embedded content|crosslink|cross link|storylink|story link|pinbox)\b/;
const LABEL_NAMES = /\b(?:label|kicker|eyebrow|tag|category|section|rubric|overline|heading|header|title)\b/;
/** How a line in a text sends its reader to another article, in the languages of the papers we know. */
export const RELATED_WORDS =
  /^(?:\p{P}|\p{S}|\s)*(read (?:more|also|next|the full story|our)|also read|see also|related(?: article| stor(?:y|ies)| news| reading| coverage| content)?|more on this(?: story| topic)?|more(?= ?:)|watch(?= ?:)|further reading|you may also like|recommended|don['’]t miss|must read|lire aussi|à lire(?: aussi)?|lees ook|lees meer|mehr (?:zum thema|dazu|themen|artikel|nachrichten)|lesen sie (?:auch|mehr|hier)|schon gelesen|weiterlesen|zum weiterlesen|weitere (?:artikel|beiträge|themen|informationen)|siehe auch|auch interessant|leer también|lea(?: también| más| además)?(?= ?:)|lea también|lee (?:también|más)|(?:te|le) (?:puede|podría) interesar|puedes? ver|vea (?:también|además)|mir[ae] también|más información|leia (?:mais|também|também)|saiba mais|veja também|leggi anche|czytaj (?:także|też|również|więcej)|zobacz (?:także|też|również)|läs (?:också|även|mer)|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)|читайте (?:также|ещё|еще|нас)|читать (?:также|далее)|ayrıca okuyun|baca juga|simak juga|xem thêm|čtěte (?:také|více)|citește și|διαβάστε (?:επίσης|ακόμα)|olvassa el|関連記事|相关阅读|延伸閱讀)(?![\p{L}])\s*[:：»›>|–—-]?\s*/iu;

/** Another article that a box or a line of the text sends to; `null` for anything else. */
export function readRelated(element: Element, base: string): RelatedBlock | null {
  const isLink = ({ name, attribs }: Element) => name === 'a' && attribs.href !== undefined;
  const links = isLink(element) && isDeclared(element) ? [element] : findElements(element, isLink);
  if (links.length === 0 || links.length > 4) return null;
  const addresses = new Set(links.map((link) => resolveAddress(attributeOf(link, 'href'), base)));
  const url = resolveAddress(attributeOf(links[0] as Element, 'href'), base);
  if (url === null || addresses.size !== 1) return null;
  const text = textOf(element);
  const words = textBefore(text, links).match(RELATED_WORDS)?.[1] ?? null;
  const isMarked =
    isNamedRelated(element) || holdsNothingElse(element, text.length) || isDeclaredLink(element, links, text.length);
  const isAnnounced = words !== null && isSameSite(url, base);
  const isSent = isAnnounced && (endsWithLink(text, links) || isLabelApart(element, text, links));
  if (text.length > 400 || !(isMarked || isSent)) return null;
  const title = titleOf(element, links);
  if (title === null) return null;
  const label = labelOf(element, title) ?? words?.trim() ?? null;
  return { type: 'related', title, url: withoutTracking(url), label };
}

/** The text before the link: mark-up may set the two apart by style alone. */
function textBefore(text: string, links: Element[]): string {
  const linked = links.map((link) => textOf(link)).find((one) => one !== '') ?? '';
  return linked === '' || text.startsWith(linked) ? text : text.slice(0, Math.max(0, text.indexOf(linked)));
}

/** Whether no text of its own follows the link: a paragraph that begins like a pointer may go on as a story. */
function endsWithLink(text: string, links: Element[]): boolean {
  const last = links.map((link) => textOf(link)).findLast((one) => one !== '') ?? '';
  return text.length - text.lastIndexOf(last) - last.length < 15;
}

/** Whether a box has nothing but its label before the link: what follows is the other article's teaser. */
function isLabelApart(element: Element, text: string, links: Element[]): boolean {
  if (textBefore(text, links).replace(RELATED_WORDS, '') !== '') return false;
  return findElement(element, (inner) => !isInline(inner)) !== null;
}

/** Whether an element is named as a box that leads to another article. */
export function isNamedRelated(element: Element): boolean {
  return RELATED_NAMES.test(hintsOf(element));
}

/** A block that the page declares a link, and that holds little else (a label, a button); or a link around such blocks. */
function isDeclaredLink(element: Element, links: Element[], length: number): boolean {
  if (element.name === 'a') return isDeclared(element);
  if (!/^(?:links?|articles?|related|teaser)\b/.test(declaredType(element) ?? '')) return false;
  // A bare link is a paragraph like any other, and says all that there is.
  if (findElement(element, ({ name }) => /^(?:h[1-6]|aside|article)$/.test(name)) === null) return false;
  return links.reduce((linked, link) => linked + textOf(link).length, 0) >= length * 0.6;
}

/** A mere wrapper around a box of a related article. */
function holdsNothingElse(element: Element, length: number): boolean {
  const box = findElement(element, (inner) => !isInline(inner) && isNamedRelated(inner));
  return box !== null && textOf(box).length >= length * 0.9;
}

/** The words of a box that name the article it leads to. */
export function titleOf(element: Element, links: Element[]): string | null {
  const heading = findElement(element, ({ name }) => /^h[1-6]$/.test(name));
  const named =
    heading === null ? findElement(element, (inner) => /\b(?:title|headline)\b/.test(hintsOf(inner))) : heading;
  const candidates = [named, ...links].map((one) => (one === null ? '' : textOf(one).replace(RELATED_WORDS, '')));
  return candidates.find((text) => textKey(text).length > 8) ?? null;
}

/** The few words beside that title which say what it is. */
export function labelOf(element: Element, title: string): string | null {
  const named = findElements(element, (inner) => LABEL_NAMES.test(hintsOf(inner)))
    .map((inner) => textOf(inner))
    .find((text) => text !== '' && text.length < 40 && !title.includes(text) && !text.includes(title));
  return named === undefined ? null : foldText(named).replace(/\s*[:：]$/, '');
}
