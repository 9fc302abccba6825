import type { Document } from 'domhandler';
import type { Article, PageKind } from '../model/article.ts';
import type { Clues } from './clues.ts';
import { firstMeta } from './evidence/read-meta-tags.ts';
import { hintsOf } from './names.ts';
import { elementsIn, textOf } from './tree.ts';

/** What a page is, and why in words. */
export type PageVerdict = { kind: PageKind; reasons: string[] };

const CHALLENGE_TITLE =
  /^(?:just a moment|attention required|access denied|security check|please wait|one more step|checking your browser|are you (?:a )?(?:human|robot)|verify(?:ing)? you are human|pardon our interruption|ddos-guard|robot check|bot verification|human verification|un momento|einen moment|проверка браузера|403 forbidden|access to this page has been denied)/i;
const CHALLENGE_MARKS =
  /_cf_chl_opt|cf-browser-verification|challenge-platform\/h\/|cf-turnstile|px-captcha|_pxAppId|captcha-delivery\.com|datadome|g-recaptcha|h-captcha|incapsula_resource|ddos-guard/i;
const CHALLENGE_WORDS =
  /\b(?:verify (?:that )?you are (?:a )?human|checking (?:if the site connection is secure|your browser)|enable javascript and cookies to continue|unusual traffic|not a robot|request blocked|ray id)\b/i;
const CONSENT_TITLE =
  /\b(?:cookie[- ]?(?:consent|settings|einstellungen)|consent|before you continue|we value your privacy|your privacy|privacy (?:gate|settings)|datenschutz(?:einstellungen)?|zustimmung|mit werbung|consentement|consentimiento)\b/i;
const CONSENT_WORDS =
  /\b(?:accept all|alle akzeptieren|akzeptieren und weiter|tout accepter|aceptar todo|accetta tutt|reject all|we and our (?:\d+ )?partners|unsere partner|nos partenaires|manage (?:options|preferences|settings)|accepter og|принять все|contentpass|pur-abo)/i;
const NOT_FOUND =
  /(?:^|\b)(?:404|410)\b|\b(?:page|article|story|content)\b.{0,40}(?:\bnot\b|n['’]t\b|\bno longer\b|\bnever\b).{0,16}\b(?:found|exists?|available)\b|\bnot found\b|nicht gefunden|existiert nicht|(?:page|article) (?:introuvable|non trouvée?)|no (?:se ha )?encontrad[ao]|não (?:foi )?encontrad[ao]|non (?:è stata )?trovat[ao]|страница не найдена|не существует|nie znaleziono|ikke fundet|hittades inte|niet gevonden|stránka nenalezena|\boops\b/i;
const PAYWALL_NAMES =
  /\b(?:paywall|regwall|registration wall|subscriber only|subscribers only|premium wall|piano offer|meter wall|offer wall|barrier page|subscription wall)\b/;
const PAYWALL_WORDS =
  /\b(?:subscribe to (?:continue|read|unlock)|to (?:continue|keep) reading|this (?:article|content|story) is (?:for|available (?:only )?to|reserved for|exclusive(?:ly)? (?:for|to)) (?:our )?(?:subscribers|members|premium)|subscribers? only|already a subscriber|unlock this article|weiterlesen mit|jetzt weiterlesen|dieser artikel ist (?:nur )?für (?:abonnenten|unsere abonnenten)|nur für abonnenten|artikel freischalten|réservé (?:aux|à nos) abonnés|il vous reste \d+ ?% de cet article|(?:exclusivo|solo) para suscriptores|contenido exclusivo|exclusivo para assinantes|riservato agli abbonati|только для подписчиков|dla prenumeratorów|kun for abonnenter|for abonnenter)\b/i;
const FRONT_PATHS = /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?|index\.\w+|home\/?)?$/i;
const SEARCH_PATHS = /\/(?:search|suche|recherche|buscar|busqueda|busca|ricerca|szukaj|sok|haku)(?:\/|\.\w+)?$/i;
const SECTION_PATHS =
  /^\/(?:tag|tags|topic|topics|category|categories|section|author|authors|kategorie|thema|themen|rubrique|etiqueta|seccion|rubric)\//i;

/** A page with more characters than that is judged by its beginning: no wall has so much to say. */
const LONG_TEXT = 60_000;
/** Words of running text that prove an article whatever else the page says of itself. */
const SURE_WORDS = 150;
/** Words below which a page's wall, and not its text, is what it holds. */
const STUB_WORDS = 90;

/** Whether the page holds an article, and what it is when it does not. `article` is what could be read from it. */
export function classifyPage(clues: Clues, article: Article): PageVerdict {
  const page = surveyPage(clues);
  const isDeclared = clues.linked.article !== null || /^article$/i.test(firstMeta(clues.head, 'og:type') ?? '');
  const checks: (() => PageVerdict | null)[] = [
    () => judgeWall(page, article, isDeclared),
    () => judgeMissing(page, article, isDeclared),
    () => judgeList(clues, page, article, isDeclared),
    () => judgePaywall(page, article),
    () => judgeEmptiness(page, article, isDeclared),
  ];
  for (const check of checks) {
    const verdict = check();
    if (verdict !== null) return verdict;
  }
  return { kind: article.kind, reasons: [] };
}

type Survey = {
  title: string;
  heading: string;
  text: string;
  words: number;
  marks: string;
  hasPaywallBox: boolean;
  cards: number;
};

function surveyPage({ document, head }: Clues): Survey {
  const text = textOf(document).slice(0, LONG_TEXT + 1);
  const headings = elementsIn(document).filter(({ name }) => name === 'h1');
  return {
    title: head.title ?? '',
    heading: headings.map((element) => textOf(element)).find((one) => one !== '') ?? '',
    text,
    words: text.length > LONG_TEXT ? LONG_TEXT / 6 : text.split(' ').length,
    marks: scriptMarks(document),
    hasPaywallBox: elementsIn(document).some(
      (element) => element.name !== 'body' && element.name !== 'html' && PAYWALL_NAMES.test(hintsOf(element)),
    ),
    cards: countCards(document),
  };
}

/** The beginnings of a small page's scripts and names, where challenges show themselves. */
function scriptMarks(document: Document): string {
  const parts: string[] = [];
  let length = 0;
  for (const { name, attribs, children } of elementsIn(document)) {
    if (length > 60_000) break;
    const inline =
      name === 'script' && children[0] !== undefined && 'data' in children[0] ? children[0].data.slice(0, 4_000) : '';
    const mark = `${attribs.id ?? ''} ${attribs.class ?? ''} ${name === 'script' || name === 'iframe' ? (attribs.src ?? '') : ''} ${inline}`;
    length += mark.length;
    parts.push(mark);
  }
  return parts.join('\n');
}

/** Headings that lead elsewhere: what front and section pages are made of. */
function countCards(document: Document): number {
  let cards = 0;
  for (const element of elementsIn(document)) {
    if (!/^h[2-4]$/.test(element.name)) continue;
    const isLinked =
      element.children.some((child) => 'name' in child && child.name === 'a') ||
      (element.parent !== null && 'name' in element.parent && element.parent.name === 'a');
    if (isLinked) cards += 1;
  }
  return cards;
}

function judgeWall(page: Survey, article: Article, isDeclared: boolean): PageVerdict | null {
  if (article.wordCount >= SURE_WORDS) return null;
  if (CHALLENGE_TITLE.test(page.title) && page.words < 400)
    return { kind: 'challenge', reasons: [`Its title is “${page.title}”.`] };
  // A short article may carry such a script too; a check never says that it is an article.
  if (!isDeclared && page.words < 120 && CHALLENGE_MARKS.test(page.marks))
    return { kind: 'challenge', reasons: ['It holds little text and the script of a bot check.'] };
  if (page.words < 250 && CHALLENGE_WORDS.test(page.text))
    return { kind: 'challenge', reasons: ['It asks whether its reader is a person.'] };
  const asksConsent = CONSENT_WORDS.test(page.text);
  const isConsent = CONSENT_TITLE.test(page.title) || CONSENT_TITLE.test(page.heading);
  if (isConsent && (asksConsent || article.wordCount < STUB_WORDS) && page.words < 1_500)
    return { kind: 'consent', reasons: [`It is headed “${page.heading || page.title}”.`] };
  if (asksConsent && page.words < 600 && (article.wordCount < 40 || CONSENT_WORDS.test(bodyText(article))))
    return { kind: 'consent', reasons: ['Its text asks for consent to cookies or adverts.'] };
  return null;
}

function bodyText({ body }: Article): string {
  return body.map((block) => ('text' in block ? (block.text ?? '') : '')).join(' ');
}

function judgeMissing(page: Survey, article: Article, isDeclared: boolean): PageVerdict | null {
  if (article.wordCount >= SURE_WORDS) return null;
  const said = [page.heading, page.title].find((text) => text.length < 120 && NOT_FOUND.test(text));
  const isShort = article.wordCount < STUB_WORDS;
  if (said !== undefined && isShort && !(isDeclared && article.publishedAt !== null && article.wordCount > 30))
    return { kind: 'soft-404', reasons: [`It is headed “${said}”.`] };
  if (!isDeclared && isShort && page.words < 300 && NOT_FOUND.test(page.text))
    return { kind: 'soft-404', reasons: ['Its few words say that the page does not exist.'] };
  return null;
}

function judgeList(
  { url, linked, head }: Clues,
  page: Survey,
  article: Article,
  isDeclared: boolean,
): PageVerdict | null {
  const { pathname, searchParams } = new URL(url);
  const isProse = article.wordCount >= SURE_WORDS * 2;
  const isDated = isDeclared && article.publishedAt !== null;
  if (
    FRONT_PATHS.test(pathname) &&
    linked.article === null &&
    !searchParams.has('p') &&
    !searchParams.has('id') &&
    !searchParams.has('article') &&
    page.cards > 3
  ) {
    return { kind: 'front', reasons: [`Its address is the site's root, and it has ${page.cards} linked headings.`] };
  }
  if (isDated || (isProse && linked.article !== null)) return null;
  if (linked.isSearch || ((SEARCH_PATHS.test(pathname) || searchParams.has('s')) && page.cards > 1))
    return { kind: 'search', reasons: ['It lists what a search found.'] };
  const isWebsite = /^(?:website|blog|profile)$/i.test(firstMeta(head, 'og:type') ?? '');
  const listed = linked.isList ? 'its JSON-LD describes a list' : null;
  const placed = SECTION_PATHS.test(pathname) ? 'its address is that of a section' : null;
  const many = page.cards > 7 && article.wordCount < page.cards * 40 ? `${page.cards} headings lead elsewhere` : null;
  const reasons = [listed, placed, many, isWebsite ? 'it calls itself a website, not an article' : null].filter(
    (reason) => reason !== null,
  );
  const isList = (many !== null && !isProse && !isDeclared) || (reasons.length > 1 && page.cards > 3 && !isProse);
  return isList ? { kind: 'section', reasons: [`It lists articles: ${reasons.join(', ')}.`] } : null;
}

function judgePaywall(page: Survey, article: Article): PageVerdict | null {
  if (article.wordCount >= STUB_WORDS) return null;
  const words = PAYWALL_WORDS.test(page.text);
  const reasons = [
    article.isAccessibleForFree === false ? 'it says that it is not free to read' : null,
    page.hasPaywallBox ? 'it has a box named as a paywall' : null,
    words ? 'it asks its reader to subscribe to go on' : null,
  ].filter((reason) => reason !== null);
  if (reasons.length < 2 && !(words && article.wordCount < STUB_WORDS / 2)) return null;
  return { kind: 'paywall', reasons: [`Only ${article.wordCount} words can be read: ${reasons.join(', ')}.`] };
}

function judgeEmptiness(page: Survey, article: Article, isDeclared: boolean): PageVerdict | null {
  const holdsMedia = article.body.some(({ type }) => type === 'image' || type === 'embed' || type === 'live-entry');
  if (page.words < 25 && article.wordCount < 10 && !holdsMedia)
    return { kind: 'empty', reasons: [`The page shows ${page.text === '' ? 0 : page.words} words.`] };
  if (article.headline === null && article.wordCount === 0 && !holdsMedia)
    return { kind: 'empty', reasons: ['It has neither a headline nor a text.'] };
  if (article.headline === null) return { kind: 'other', reasons: ['No headline was found.'] };
  if (article.wordCount === 0 && !holdsMedia)
    return { kind: isDeclared ? 'empty' : 'other', reasons: ['No text of an article was found.'] };
  const needed = isDeclared ? 1 : 40;
  if (article.wordCount < needed && !(isDeclared && holdsMedia))
    return {
      kind: 'other',
      reasons: [`It has ${article.wordCount} words of text, and nothing says that it is an article.`],
    };
  return null;
}
