import type { Element } from 'domhandler';
import type { Author, Byline } from '../../model/article.ts';
import { isSameSite, resolveAddress } from '../address.ts';
import type { Clues, Found } from '../clues.ts';
import { addressOfProperty, isObject, listOf, textOfProperty, typesOf } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { foldText, textKey } from '../fold-text.ts';
import { selectFirst } from '../select-elements.ts';
import { ancestorsOf, attributeOf, elementsIn, hintsOf, isHidden, textOf } from '../tree.ts';

const LEADING_BY =
  /^(?:(?:written|reported|story|analysis|opinion|text) by|by|von|par|por|di|da|av|af|door|od|szerző|autor(?:in|a)?|автор(?:ы)?|текст|teksti?|tekst|oleh|yazan)\s*[:：]?\s+/i;
const BYLINE_NAMES =
  /\b(?:by|byline|bylines|author|authors|article author|post author|contributor|writer|auteur|autor|autoren|autorzy|reporter)\b/;
const NOT_BYLINE =
  /\b(?:bio|comments?|avatar|image|img|photo|social|follow|related|box|cards?|excerpt|description|more|desc|newsletter|caption|figure)\b/;
const ORGANISATION = /^(?:\w*Organization|Corporation)$/;

/** Who signed the article, and the line that says so; `null` where only the newsroom itself is named. */
export function readByline(clues: Clues, near: Element | null): Found<Byline> | null {
  const ruled = selectFirst(clues.document, clues.rule?.byline ?? []);
  if ((clues.rule?.byline.length ?? 0) > 0 && ruled.length > 0) {
    const byline = bylineOf(ruled, clues);
    return byline === null ? null : { value: byline, from: 'rule', confidence: 1 };
  }
  const linked = linkedAuthors(clues);
  const shown = shownByline(clues, near, linked.isOrganisation);
  if (linked.authors.length > 0) {
    const text =
      shown !== null && linked.authors.some(({ name }) => textKey(shown.text).includes(textKey(name)))
        ? shown.text
        : null;
    const authors = linked.authors.map((author) => ({ ...author, url: author.url ?? urlOf(author.name, shown) }));
    return {
      value: { text: text ?? authors.map(({ name }) => name).join(', '), authors },
      from: 'json-ld',
      confidence: 0.95,
    };
  }
  if (shown !== null && shown.authors.length > 0) return { value: shown, from: 'heuristic', confidence: 0.75 };
  if (linked.isOrganisation) return null;
  const named = firstMeta(
    clues.head,
    'author',
    'article:author',
    'dc.creator',
    'parsely-author',
    'sailthru.author',
    'byl',
  );
  const authors =
    named === null || /^https?:|@|^www\.|\.\w{2,4}$/.test(named)
      ? []
      : namesIn(named, clues).map((name) => ({ name, url: null }));
  return authors.length === 0 ? null : { value: { text: named ?? '', authors }, from: 'meta', confidence: 0.7 };
}

function urlOf(name: string, shown: Byline | null): string | null {
  return shown?.authors.find((author) => textKey(author.name) === textKey(name))?.url ?? null;
}

function linkedAuthors({ linked, base, head }: Clues): { authors: Author[]; isOrganisation: boolean } {
  const values =
    linked.article === null
      ? []
      : listOf(linked.article.author).flatMap((value) =>
          isObject(value) && Array.isArray(value.name) ? value.name : [value],
        );
  const authors: Author[] = [];
  let isOrganisation = false;
  const site = textKey(firstMeta(head, 'og:site_name') ?? '');
  for (const value of values) {
    const name = textOfProperty(value);
    const types = isObject(value) ? typesOf(value) : [];
    if (name === null) continue;
    if (types.some((type) => ORGANISATION.test(type)) || textKey(name) === site) {
      isOrganisation = true;
      continue;
    }
    const url = isObject(value) ? resolveAddress(addressOfProperty(value.url ?? value.sameAs), base) : null;
    const names = splitNames(name);
    for (const one of names)
      if (!authors.some((author) => author.name === one))
        authors.push({ name: one, url: names.length === 1 ? url : null });
  }
  return { authors, isOrganisation };
}

/** How many elements before and after its headline an article's byline may stand, and how many paragraphs may lie between. */
const NEAR_ELEMENTS = 80;
const NEAR_PARAGRAPHS = 2;

/**
 * The line near the headline that names authors: of lines inside each other, the tightest that names them all. Further
 * down the page authors are presented, not named: those count only where nothing says that the newsroom signed.
 */
function shownByline(clues: Clues, headline: Element | null, onlyNear: boolean): Byline | null {
  const all = [...elementsIn(clues.document)];
  const at = headline === null ? -1 : all.indexOf(headline);
  const near = at === -1 ? [] : upToText(all.slice(Math.max(0, at - NEAR_ELEMENTS / 4), at + NEAR_ELEMENTS));
  const candidates = [...near, ...(onlyNear ? [] : all)].filter((element) => isBylineElement(element)).slice(0, 12);
  const first = candidates.find((element) => bylineOf([element], clues) !== null);
  if (first === undefined) return null;
  const whole = bylineOf([first], clues);
  const count = whole?.authors.length ?? 0;
  const inner = [...elementsIn(first)].map((element) => bylineOf([element], clues)).filter((byline) => byline !== null);
  return inner.findLast((byline) => byline.authors.length >= count && LEADING_BY.test(byline.text)) ?? whole;
}

/** The elements before the article's own text has well begun. */
function upToText(elements: Element[]): Element[] {
  let paragraphs = 0;
  const end = elements.findIndex((element) => {
    if (element.name === 'p' && textOf(element).length > 80) paragraphs += 1;
    return paragraphs > NEAR_PARAGRAPHS;
  });
  return end === -1 ? elements : elements.slice(0, end);
}

function isBylineElement(element: Element): boolean {
  if (element.name === 'meta' || element.name === 'link' || isHidden(element)) return false;
  const hints = hintsOf(element);
  if (NOT_BYLINE.test(hints)) return false;
  const isMarked =
    /^author$/.test(attributeOf(element, 'rel') ?? '') ||
    /author/.test(attributeOf(element, 'itemprop') ?? '') ||
    BYLINE_NAMES.test(hints);
  if (!isMarked) return false;
  for (const holder of ancestorsOf(element))
    if (
      /\b(?:comments?|related|sidebar|teaser|cards?|excerpt|author box|bio|most read|cluster|footer)\b/.test(
        hintsOf(holder),
      ) ||
      holder.name === 'footer'
    )
      return false;
  return textOf(element).length < 160;
}

/** A link that may name an author: to the site's own page about them, not to a way of sharing. */
function isAuthorLink(element: Element, base: string): boolean {
  if (element.name !== 'a') return false;
  const address = resolveAddress(attributeOf(element, 'href'), base);
  return address !== null && isSameSite(address, base);
}

function bylineOf(elements: Element[], clues: Clues): Byline | null {
  const authors: Author[] = [];
  for (const element of elements) {
    const links = [element, ...elementsIn(element)].filter((inner) => isAuthorLink(inner, clues.base));
    for (const link of links) {
      for (const name of namesIn(textOf(link), clues))
        authors.push({ name, url: resolveAddress(attributeOf(link, 'href'), clues.base) });
    }
    if (links.length === 0) for (const name of namesIn(textOf(element), clues)) authors.push({ name, url: null });
  }
  const unique = authors.filter(({ name }, at) => authors.findIndex((other) => other.name === name) === at);
  const text = foldText(elements.map((element) => textOf(element)).join(', '));
  return unique.length === 0 ? null : { text, authors: unique };
}

/** Names of people in a byline: no agencies' addresses, dates or the paper's own name. */
function namesIn(text: string, { head }: Clues): string[] {
  const site = textKey(firstMeta(head, 'og:site_name') ?? '');
  return splitNames(text).filter((name) => {
    const words = name.split(' ').length;
    return (
      words <= 6 &&
      name.length < 60 &&
      name.length > 2 &&
      !/\d|@|https?:|[?!]$/.test(name) &&
      /\p{L}/u.test(name) &&
      textKey(name) !== site &&
      !/^(?:staff|editors?|editorial|redaktion|redaction|rédaction|редакция|view all|more|share|follow|published|updated)\b/i.test(
        name,
      )
    );
  });
}

function splitNames(text: string): string[] {
  const [people = ''] = foldText(text)
    .replace(LEADING_BY, '')
    .split(/\s[|•·–—]\s|\s-\s/);
  return people
    .split(/\s*(?:,|;|\/|&| and | und | et | y | e | og | och | i | ja | en | и )\s*/)
    .map((name) =>
      name
        .replace(LEADING_BY, '')
        .replace(/[.,:]+$/, '')
        .trim(),
    )
    .filter((name) => name !== '');
}
