import type { CheerioAPI } from 'cheerio/slim';
import type { AnyNode, Element } from 'domhandler';
import { foldSpace } from '../plain-text.ts';
import { resolveLink } from '../resolve-link.ts';
import { countWords } from './count-words.ts';

/** A link as it stands on a page. */
export type PageLink = {
  url: string;
  /** The headline in it, or else its text. */
  title: string | null;
  /** In a headline, or around one. */
  isHeadline: boolean;
  /** In a list of articles: an entry, a card. */
  isTeaser: boolean;
  /** In a menu, the foot of the page, a share bar. */
  isFurniture: boolean;
};

const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role=heading]';
const HEADLINE_NAME = /(?:^|[-_\s])(?:head(?:line|ing)|title|titel|titulo|titre)(?:$|[-_\s])/i;
const MENUS = new Set(['nav', 'header', 'footer', 'menu']);
const MENU_ROLES = new Set(['navigation', 'contentinfo', 'menu', 'menubar', 'search', 'banner']);
const MENU_NAME =
  /(?:^|[-_\s])(?:nav|navbar|navigation|menu|footer|breadcrumbs?|social|share|sharing|login|subscribe|subscription|cookie|consent|skip|pagination|pager|tags?|byline|authors?)(?:$|[-_\s])/i;
const TEASERS = new Set(['article', 'li']);

/** Links in menus have fewer words on average than headlines, whatever the element around them is called. */
const WORDS_OF_A_MENU = 3.5;

/** All of these anchors that lead to a page, with the place they stand in. */
export function listLinks($: CheerioAPI, anchors: ReturnType<CheerioAPI>, base: string): PageLink[] {
  const menus = new Map<Element, boolean>();
  const isMenu = (element: Element): boolean => {
    const known = menus.get(element) ?? hasShortLinks($, element);
    menus.set(element, known);
    return known;
  };
  return anchors.toArray().flatMap((anchor) => {
    const url = resolveLink($(anchor).attr('href'), base);
    if (url === null) return [];
    const headline = foldSpace($(anchor).find(HEADINGS).first().text());
    const title = headline ?? foldSpace($(anchor).text()) ?? foldSpace($(anchor).attr('title'));
    return [{ url, title, ...placeOf($, anchor, headline !== null, isMenu) }];
  });
}

function placeOf(
  $: CheerioAPI,
  anchor: AnyNode,
  hasHeadline: boolean,
  isMenu: (element: Element) => boolean,
): Omit<PageLink, 'url' | 'title'> {
  let [isHeadline, isTeaser, isFurniture] = [hasHeadline || isNamedHeadline($, anchor), false, false];
  for (const element of $(anchor).parents().toArray()) {
    const { name } = element;
    if (/^h[1-6]$/.test(name) || $(element).attr('role') === 'heading') isHeadline = true;
    if (TEASERS.has(name)) isTeaser = true;
    if (!isFurniture && isCalledMenu($, element) && isMenu(element)) isFurniture = true;
  }
  return { isHeadline, isTeaser, isFurniture };
}

function isCalledMenu($: CheerioAPI, element: Element): boolean {
  const { name } = element;
  if (name === 'body' || name === 'html') return false;
  if (MENUS.has(name) || MENU_ROLES.has($(element).attr('role')?.toLowerCase() ?? '')) return true;
  return MENU_NAME.test(`${$(element).attr('class') ?? ''} ${$(element).attr('id') ?? ''}`);
}

function hasShortLinks($: CheerioAPI, element: Element): boolean {
  const texts = $(element)
    .find('a[href]')
    .toArray()
    .map((anchor) => countWords($(anchor).text()))
    .filter((words) => words > 0);
  return texts.reduce((sum, words) => sum + words, 0) < WORDS_OF_A_MENU * texts.length;
}

function isNamedHeadline($: CheerioAPI, anchor: AnyNode): boolean {
  return [anchor, ...$(anchor).parent().toArray()].some((each) => HEADLINE_NAME.test($(each).attr('class') ?? ''));
}
