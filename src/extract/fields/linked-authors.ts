import type { Author } from '../../model/article.ts';
import { resolveAddress } from '../address.ts';
import type { Clues } from '../clues.ts';
import {
  addressOfProperty,
  isObject,
  type JsonObject,
  listOf,
  textOfProperty,
  typesOf,
} from '../evidence/read-json-ld.ts';
import { foldText, nameKey } from '../fold-text.ts';
import { splitNames } from './split-names.ts';

const ORGANISATION = /^(?:\w*Organization|Corporation)$/;
/** The account that a publishing system comes with: whoever uses it is not named. */
const NAMELESS_ACCOUNT = /\/(?:author|user)s?\/(?:admin|administrator|editor|root)\/?$/;

/** What JSON-LD says of who wrote the article. */
export type LinkedAuthors = {
  authors: Author[];
  /** Persons that are called as the paper is: authors only where the page names nobody else. */
  namesakes: Author[];
  /** Whether the paper itself, as an organisation, is said to have written it: a staff report. */
  isOrganisation: boolean;
};

/** The authors of a page's JSON-LD, in every shape: texts, lists, objects, references, several names in one. */
export function linkedAuthors(clues: Clues): LinkedAuthors {
  const { article } = clues.linked;
  const facts: LinkedAuthors = { authors: [], namesakes: [], isOrganisation: false };
  const { newsroom } = clues;
  for (const value of listOf(article?.author ?? article?.creator)) {
    for (const one of isObject(value) && Array.isArray(value.name) ? value.name : [value])
      addAuthor(facts, one, clues, newsroom);
  }
  return facts;
}

function addAuthor(facts: LinkedAuthors, value: unknown, clues: Clues, newsroom: Set<string>): void {
  const object = isObject(value) ? resolveReference(value, clues) : null;
  const said = textOfProperty(object ?? value);
  if (said === null) return;
  const isOrganisation = object !== null && typesOf(object).some((type) => ORGANISATION.test(type));
  if (isOrganisation && isNewsroom(said, newsroom)) {
    facts.isOrganisation = true;
    return;
  }
  const address = object === null ? null : addressOfProperty(object.url ?? object.sameAs ?? object['@id']);
  const url = address === null || address.includes('#') ? null : resolveAddress(address, clues.base);
  const isNamesake = newsroom.has(nameKey(said));
  const names = isNamesake ? [foldText(said)] : splitNames(said);
  for (const name of names) {
    const list = isNamesake || isNameless(url) ? facts.namesakes : facts.authors;
    if (list.some((author) => nameKey(author.name) === nameKey(name))) continue;
    list.push({ name, url: names.length === 1 ? url : null });
  }
}

/** Whether an address is that of an account which says nothing of the person behind it. */
export function isNameless(url: string | null): boolean {
  return url !== null && NAMELESS_ACCOUNT.test(url);
}

function resolveReference(object: JsonObject, { linked }: Clues): JsonObject {
  if (typeof object.name === 'string' || typeof object['@id'] !== 'string') return object;
  return linked.byId.get(object['@id']) ?? object;
}

/** An organisation that carries the paper's name, in whatever words: `Redaktion example.com`. */
function isNewsroom(name: string, newsroom: Set<string>): boolean {
  const key = nameKey(name);
  return [...newsroom].some((own) => key === own || (own.length > 3 && (key.includes(own) || own.includes(key))));
}
