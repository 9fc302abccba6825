import type { Element } from 'domhandler';
import type { Article } from '../../model/article.ts';
import type { Clues } from '../clues.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { findTeasers } from './find-teasers.ts';
import { ownWords } from './own-words.ts';
import type { PageVerdict, Survey } from './survey-page.ts';

const FRONT_PATHS = /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?|index\.\w+|home\/?)?$/i;
const SEARCH_PATHS =
  /\/(?:search(?:[-_]?results?)?|suche?|suchergebnisse?|recherche|buscar|busqueda|buscador|busca|pesquisa|ricerca|cerca|szukaj|wyszukiwanie|so[gk]|s%C3%B8[gk]|s%C3%B6k|haku|zoek(?:en)?|arama|ara|hledani|hledej|kereses|cautare|poisk|poshuk|tim-kiem|cari|pencarian|otsing|paieska|pretraga)(?:[/.]|$)/i;
/** Parameters in which the words of a search are asked for. */
const SEARCH_PARAMETERS = ['s', 'q', 'query', 'search', 'keyword', 'keywords'];
const SECTION_PATHS =
  /^\/(?:tag|tags|topic|topics|category|categories|section|author|authors|kategorie|thema|themen|rubrique|etiqueta|seccion|rubric)\//i;

/** Words of its own, beside those of teasers, that a page of news has and an introduction to a list has not. */
const OWN_WORDS = 100;
/** The same for a page that says when it was published: a list does not. */
const DATED_WORDS = 40;
const MANY_TEASERS = 7;
const SOME_TEASERS = 3;

/** Whether a page lists articles: a front page, the results of a search, a section. */
export function judgeList(clues: Clues, page: Survey, article: Article): PageVerdict | null {
  const { linked } = clues;
  const front = judgeFront(clues);
  if (front !== null) return front;
  if (page.isDeclared && article.publishedAt !== null) return null;
  if (linked.isSearch && linked.article === null) return SEARCH;
  const teasers = findTeasers(clues);
  if (teasers.length < 2 || hasOwnText(article, teasers)) return null;
  return isSearchAddress(clues.url) ? SEARCH : judgeSection(clues, page, teasers.length);
}

const SEARCH: PageVerdict = { kind: 'search', reasons: ['It lists what a search found.'] };

function isSearchAddress(url: string): boolean {
  const { pathname, searchParams } = new URL(url);
  return SEARCH_PATHS.test(pathname) || SEARCH_PARAMETERS.some((name) => searchParams.has(name));
}

function judgeFront(clues: Clues): PageVerdict | null {
  const { pathname, searchParams } = new URL(clues.url);
  const namesArticle = ['p', 'id', 'article'].some((name) => searchParams.has(name));
  if (!FRONT_PATHS.test(pathname) || clues.linked.article !== null || namesArticle) return null;
  const teasers = findTeasers(clues).length;
  if (teasers <= SOME_TEASERS) return null;
  return {
    kind: 'front',
    reasons: [`Its address is the site's root, and it has ${teasers} headings that lead elsewhere.`],
  };
}

function judgeSection({ url, linked, head }: Clues, page: Survey, teasers: number): PageVerdict | null {
  const reasons = [
    linked.isList ? 'its JSON-LD describes a list' : null,
    SECTION_PATHS.test(new URL(url).pathname) ? 'its address is that of a section' : null,
    teasers > MANY_TEASERS ? `${teasers} headings lead elsewhere` : null,
    /^(?:website|blog|profile)$/i.test(firstMeta(head, 'og:type') ?? '')
      ? 'it calls itself a website, not an article'
      : null,
  ].filter((reason) => reason !== null);
  const isEnough = page.isDeclared ? reasons.length > 1 : reasons.length > 1 || linked.isList || teasers > MANY_TEASERS;
  const isList = teasers > SOME_TEASERS && isEnough;
  return isList ? { kind: 'section', reasons: [`It lists articles: ${reasons.join(', ')}.`] } : null;
}

/** Whether a page has a text of its own, whatever is listed beside it: one that does not stand in its teasers. */
function hasOwnText(article: Article, teasers: Element[]): boolean {
  const { own, boxed } = ownWords(article, teasers);
  const isDated = article.publishedAt !== null && /^(?:json-ld|meta)$/.test(article.evidence.publishedAt?.from ?? '');
  return own >= (isDated ? DATED_WORDS : OWN_WORDS) && own >= boxed;
}
