import type { Element } from 'domhandler';
import type { Clues, Found } from '../clues.ts';
import { hintsOf, nameTest } from '../names.ts';
import { ancestorsOf, attributeOf, countElements, elementsIn, isHidden, isShort, isWithin, textOf } from '../tree.ts';
import { elementsNear } from './elements-near.ts';
import { parseDate } from './parse-date.ts';

const DATE_NAMES = nameTest(
  /\b(?:date|dateline|datetime|timestamp|time|published|pubdate|publish|publication|posted|datum|fecha|data|entry date|post date)\b/,
);
const ELSEWHERE = nameTest(
  /\b(?:related|sidebar|most read|popular|comments?|teasers?|footer|latest|cluster|card|recommended)\b/,
);
/** What shows the reader's own day and hour. */
const CLOCK = nameTest(/\b(?:clock|live ?clock|live ?time|today|current ?(?:date|time)|server ?time|weather|ticker)\b/);
const MASTHEAD = nameTest(/\b(?:masthead|top ?bar|site ?header|page ?header|header ?top|header ?date)\b/);
const MODIFIED_NAMES = nameTest(/\b(?:modified|updated|update|lastmod|last mod)\b/);
/** The words before a date of publication, and before one of a later edit. */
const PUBLISHED_WORDS =
  /^(?:published|posted|first published|date|datum|veröffentlicht|erschienen|publié|fecha|publicado|publicada|data|pubblicato|opublikowano|дата|опубликовано|опубліковано|publicerad|publisert|udgivet|gepubliceerd|yayınlanma)(?!\p{L})/iu;
const MODIFIED_WORDS =
  /(?:^|[\s|(•·-])(?:last )?(?:updated?|modified|edited|aktualisiert|zuletzt|stand|mis à jour|mise à jour|modifié|actualizado|actualización|atualizado|aggiornato|aktualizacja|обновлено|оновлено|uppdaterad|oppdatert|opdateret|bijgewerkt|päivitetty|güncelleme|güncellendi)(?!\p{L})/iu;
/** How near the headline its date stands. */
const NEAR = { elements: 60, paragraphs: 1, paragraphLength: 120 };

/** How many elements a line may hold, and what is never one. */
const LINE_ELEMENTS = 10;
const NO_LINE = new Set('h1 h2 h3 h4 h5 h6 a figure figcaption img br script style svg path use'.split(' '));

type Wanted = 'published' | 'modified';

/**
 * The date that a page shows of itself: marked as such by microdata, in a `<time>` at the headline or anywhere that is
 * not another article's, in an element named so, in a line at the headline, or after a word for it.
 */
export function shownDate(
  { document, timezone }: Clues,
  wanted: Wanted,
  headline: Element | null,
): Found<string> | null {
  const all = elementsIn(document);
  const near = elementsNear(all, headline, NEAR);
  const read = (elements: Element[], confidence: number, isDate: (element: Element) => boolean) => {
    for (const element of elements) {
      if (!isDate(element) || isElsewhere(element, headline) || isModified(element) !== (wanted === 'modified'))
        continue;
      const value = dateOfElement(element, timezone);
      if (value !== null) return { value, from: sourceOf(element), confidence };
    }
    return null;
  };
  return (
    read(
      all,
      0.85,
      ({ attribs }) => attribs.itemprop === (wanted === 'published' ? 'datePublished' : 'dateModified'),
    ) ??
    read(near, 0.85, ({ name }) => name === 'time') ??
    (wanted === 'modified' ? null : read(all, 0.7, ({ name }) => name === 'time')) ??
    read(near, 0.65, isLine) ??
    (wanted === 'modified' ? null : read(all, 0.6, isNamed)) ??
    // Without a headline only a line with a time is taken: mastheads show the day of the visit.
    (headline === null && wanted === 'published'
      ? read(all, 0.5, (element) => isLine(element) && hasTime(element))
      : null) ??
    read(all, 0.4, (element) => isLine(element) && isLabelled(element, wanted))
  );
}

/** A short line that is about its date: captions come to theirs after many words. */
function isLine(element: Element): boolean {
  if (countElements(element) > LINE_ELEMENTS || NO_LINE.has(element.name) || !isShort(element, 200)) return false;
  const text = textOf(element);
  const start = text.search(/\d/);
  if (elementsIn(element).some((inner) => CLOCK.test(inner))) return false;
  return text.length > 5 && text.length < 100 && start >= 0 && text.slice(0, start).split(' ').length <= 5;
}

function hasTime(element: Element): boolean {
  return /\d[:.h]\d\d(?!\d|\.)/.test(textOf(element));
}

function isNamed(element: Element): boolean {
  return countElements(element) < NEAR.elements && DATE_NAMES.test(element) && textOf(element).length <= 120;
}

function isLabelled(element: Element, wanted: Wanted): boolean {
  return (wanted === 'published' ? PUBLISHED_WORDS : MODIFIED_WORDS).test(textOf(element));
}

function isModified(element: Element): boolean {
  const itemprop = element.attribs.itemprop ?? '';
  if (itemprop !== '') return itemprop.includes('dateModified');
  const hints = hintsOf(element);
  if (MODIFIED_NAMES.test(element)) return !/\b(?:published|publish|posted|entry date)\b/.test(hints);
  const text = textOf(element);
  // A line that gives both dates begins with the first.
  return text.length < 120 && MODIFIED_WORDS.test(text) && !/\d{4}.{1,40}\d{4}/.test(text);
}

function isElsewhere(element: Element, headline: Element | null): boolean {
  if (isHidden(element) || CLOCK.test(element)) return true;
  const holdsHeadline = (one: Element) => headline !== null && isWithin(headline, one);
  let isInMasthead = isMasthead(element) && !holdsHeadline(element);
  for (const holder of ancestorsOf(element)) {
    if (/^(?:nav|footer|aside)$/.test(holder.name)) return true;
    if (holder.name === 'body' || holder.name === 'html') break;
    if (ELSEWHERE.test(holder) || CLOCK.test(holder)) return true;
    // An article's own header is none, and what holds the headline too is not above it.
    if (holder.name === 'article') return false;
    if (holdsHeadline(holder)) return isInMasthead;
    isInMasthead ||= isMasthead(holder);
  }
  return headline !== null && isInMasthead;
}

function isMasthead(element: Element): boolean {
  return element.name === 'header' || MASTHEAD.test(element);
}

function sourceOf(element: Element): 'microdata' | 'time' | 'heuristic' {
  if (element.attribs.itemprop !== undefined) return 'microdata';
  return element.name === 'time' ? 'time' : 'heuristic';
}

/** The date that an element gives in an attribute, else in its text; without an offset it is read in the given zone. */
export function dateOfElement(element: Element, timezone: string | null): string | null {
  const stamp =
    attributeOf(element, 'datetime') ?? attributeOf(element, 'content') ?? attributeOf(element, 'data-datetime');
  return (stamp === null ? null : parseDate(stamp, timezone)) ?? parseDate(textOf(element), timezone);
}
