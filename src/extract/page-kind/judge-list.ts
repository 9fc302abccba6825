import type { Document, Element } from 'domhandler';
import type { Article } from '../../model/article.ts';
import type { Clues } from '../clues.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { countWords } from '../fold-text.ts';
import { findElements, isElement, isText, textOf } from '../tree.ts';
import { type PageVerdict, SURE_WORDS, type Survey } from './survey-page.ts';

const FRONT_PATHS = /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?|index\.\w+|home\/?)?$/i;
const SEARCH_PATHS = /\/(?:search|suche|recherche|buscar|busqueda|busca|ricerca|szukaj|sok|haku)(?:\/|\.\w+)?$/i;
const SECTION_PATHS =
  /^\/(?:tag|tags|topic|topics|category|categories|section|author|authors|kategorie|thema|themen|rubrique|etiqueta|seccion|rubric)\//i;

/** Words of a text that stands as one under its headline, whatever is listed beside it. */
const OWN_WORDS = 100;
/** Of a page's running text, the share that must stand in one place. */
const OWN_SHARE = 0.4;

/** Whether a page lists articles: a front page, the results of a search, a section. */
export function judgeList(clues: Clues, page: Survey, article: Article): PageVerdict | null {
  const front = judgeFront(clues, page);
  if (front !== null) return front;
  const isProse = article.wordCount >= SURE_WORDS * 2;
  const isDated = page.isDeclared && article.publishedAt !== null;
  if (isDated || (isProse && clues.linked.article !== null)) return null;
  const { pathname, searchParams } = new URL(clues.url);
  if (clues.linked.isSearch || ((SEARCH_PATHS.test(pathname) || searchParams.has('s')) && page.cards > 1))
    return { kind: 'search', reasons: ['It lists what a search found.'] };
  return isProse ? null : judgeSection(clues, page, article);
}

function judgeFront({ url, linked }: Clues, page: Survey): PageVerdict | null {
  const { pathname, searchParams } = new URL(url);
  const namesArticle = ['p', 'id', 'article'].some((name) => searchParams.has(name));
  if (!FRONT_PATHS.test(pathname) || linked.article !== null || namesArticle || page.cards <= 3) return null;
  return { kind: 'front', reasons: [`Its address is the site's root, and it has ${page.cards} linked headings.`] };
}

function judgeSection(clues: Clues, page: Survey, article: Article): PageVerdict | null {
  const { url, linked, head } = clues;
  const isWebsite = /^(?:website|blog|profile)$/i.test(firstMeta(head, 'og:type') ?? '');
  const isMany = page.cards > 7 && article.wordCount < page.cards * 40 && !hasOwnText(clues, article);
  const reasons = [
    linked.isList ? 'its JSON-LD describes a list' : null,
    SECTION_PATHS.test(new URL(url).pathname) ? 'its address is that of a section' : null,
    isMany ? `${page.cards} headings lead elsewhere` : null,
    isWebsite ? 'it calls itself a website, not an article' : null,
  ].filter((reason) => reason !== null);
  const isList = (isMany && !page.isDeclared) || (reasons.length > 1 && page.cards > 3);
  return isList ? { kind: 'section', reasons: [`It lists articles: ${reasons.join(', ')}.`] } : null;
}

/** Whether a text stands in one place, whatever is listed beside it: a teaser's paragraphs never follow each other for long. */
function hasOwnText({ document }: Clues, { wordCount, publishedAt }: Article): boolean {
  const words = countWords(longestRun(document));
  return words >= (publishedAt === null ? OWN_WORDS * 1.5 : OWN_WORDS) && words >= wordCount * OWN_SHARE;
}

/** The longest text of paragraphs that follow each other with nothing between them. */
function longestRun(document: Document): string {
  let [run, longest] = ['', ''];
  let last: Element | null = null;
  for (const paragraph of findElements(document, ({ name }) => name === 'p')) {
    if (last === null || previousElement(paragraph) !== last) run = '';
    if (!beginsWithLink(paragraph)) run += ` ${textOf(paragraph)}`;
    if (run.length > longest.length) longest = run;
    last = paragraph;
  }
  return longest;
}

function beginsWithLink(paragraph: Element): boolean {
  const first = paragraph.children.find((child) => !isText(child) || child.data.trim() !== '');
  return first !== undefined && isElement(first) && first.name === 'a';
}

function previousElement(element: Element): Element | null {
  for (let at = element.prev; at !== null; at = at.prev) if (isElement(at)) return at;
  return null;
}
