import type { Element } from 'domhandler';
import type { Author, Byline } from '../../model/article.ts';
import type { Clues, Found } from '../clues.ts';
import { nameKey, textKey } from '../fold-text.ts';
import { selectFirst } from '../select-elements.ts';
import { linkedAuthors } from './linked-authors.ts';
import { readSignature } from './read-signature.ts';
import { bylineOf, shownByline } from './shown-byline.ts';
import { splitNames } from './split-names.ts';

const AUTHOR_META = ['author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author', 'byl'];
/** What the label beside an author's name says in the cards that publishing systems write for shared links. */
const WRITTEN_BY =
  /^(?:written by|author|verfasst von|geschrieben von|écrit par|rédigé par|escrito por|scritto da|geschreven door|skrevet av|skrivet av|forfatter|napisane przez|автор|написано|yazan)\b/iu;

/**
 * Who signed the article, and the line that says so; `null` where only the newsroom itself is named. JSON-LD before what
 * stands at the headline, that before a signature at the text and other metadata.
 */
export function readByline(clues: Clues, near: Element | null): Found<Byline> | null {
  const ruled = selectFirst(clues.document, clues.rule?.byline ?? []);
  if ((clues.rule?.byline.length ?? 0) > 0 && ruled.length > 0) {
    const byline = bylineOf(ruled, clues);
    return byline === null ? null : { value: byline, from: 'rule', confidence: 1 };
  }
  const linked = linkedAuthors(clues);
  const shown = shownByline(clues, near, linked.isOrganisation || linked.authors.length > 0);
  if (linked.authors.length > 0)
    return { value: withShownLine(linked.authors, shown), from: 'json-ld', confidence: 0.95 };
  const named = namesInMeta(clues);
  if (shown !== null) return { value: withMetaNames(shown, named), from: 'heuristic', confidence: 0.75 };
  if (named.length > 0) return { value: bylineFrom(named), from: 'meta', confidence: 0.7 };
  const signature = readSignature(clues);
  if (signature !== null) return { value: signature, from: 'heuristic', confidence: 0.6 };
  const [namesake] = linked.namesakes;
  return namesake === undefined
    ? null
    : { value: { text: namesake.name, authors: [namesake] }, from: 'json-ld', confidence: 0.5 };
}

/** The authors that JSON-LD names, in the line that the page shows where it names one of them. */
function withShownLine(authors: Author[], shown: Byline | null): Byline {
  const isShown = shown !== null && authors.some(({ name }) => textKey(shown.text).includes(textKey(name)));
  const linked = authors.map((author) => ({ ...author, url: author.url ?? urlOf(author.name, shown) }));
  return { text: isShown ? shown.text : authors.map(({ name }) => name).join(', '), authors: linked };
}

function urlOf(name: string, shown: Byline | null): string | null {
  return shown?.authors.find((author) => nameKey(author.name) === nameKey(name))?.url ?? null;
}

/** A shown name that runs into a role (`Jane DoePolitical Editor`) is cut where metadata ends it. */
function withMetaNames({ text, authors }: Byline, named: string[]): Byline {
  const cut = authors.map((author) => {
    const name = named.find((one) => author.name.startsWith(one));
    return name === undefined ? author : { ...author, name };
  });
  return { text, authors: cut };
}

function bylineFrom(names: string[]): Byline {
  return { text: names.join(', '), authors: names.map((name) => ({ name, url: null })) };
}

function namesInMeta(clues: Clues): string[] {
  const { meta } = clues.head;
  const { newsroom } = clues;
  const labelled = ['1', '2'].flatMap((at) =>
    WRITTEN_BY.test(meta.get(`twitter:label${at}`)?.[0] ?? '') ? (meta.get(`twitter:data${at}`) ?? []) : [],
  );
  const values = [...AUTHOR_META.map((name) => meta.get(name) ?? []), labelled];
  for (const value of values) {
    const names = value.flatMap(splitNames).filter((name) => !newsroom.has(nameKey(name)));
    if (names.length > 0) return names;
  }
  return [];
}
