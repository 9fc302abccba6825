import type { Document } from 'domhandler';
import { attributeOf, elementsIn, rawTextOf } from '../tree.ts';

export type JsonObject = { [key: string]: unknown };

const MAX_SCRIPTS = 200;
const MAX_CHARACTERS = 4_000_000;
const MAX_DEPTH = 40;
const MAX_OBJECTS = 5_000;

/** An object of a page's JSON-LD, and how deep in its script it stood. */
export type LinkedObject = { object: JsonObject; depth: number };

/** Every object of a page's JSON-LD scripts, in any shape (array, `@graph`, nested), outermost first; broken scripts are passed over. */
export function readJsonLd(document: Document): LinkedObject[] {
  const found: LinkedObject[] = [];
  let scripts = 0;
  let characters = 0;
  for (const element of elementsIn(document)) {
    if (element.name !== 'script' || !/ld\+json/i.test(attributeOf(element, 'type') ?? '')) continue;
    const text = rawTextOf(element);
    scripts += 1;
    characters += text.length;
    if (scripts > MAX_SCRIPTS || characters > MAX_CHARACTERS) break;
    collectObjects(parseLoosely(text), found);
  }
  return found;
}

const WRAPPER_START = /^(?:<!--|\/\*\s{0,9}<!\[CDATA\[\s{0,9}\*\/|\/\/\s{0,9}<!\[CDATA\[|<!\[CDATA\[)/;
const WRAPPER_END = /(?:-->|\/\*\s{0,9}\]\]>\s{0,9}\*\/|\/\/\s{0,9}\]\]>|\]\]>)?\s{0,9};?$/;

/** JSON as publishers write it: inside comments, with raw line breaks in strings, commas before a bracket, escaped entities. */
function parseLoosely(text: string): unknown {
  const bare = text.trim().replace(WRAPPER_START, '').replace(WRAPPER_END, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: raw control characters are just what breaks these scripts
  const oneLine = bare.replace(/[\u0000-\u001f]+/g, ' ');
  const attempts = [bare, oneLine, oneLine.replace(/,\s*([\]}])/g, '$1'), decodeQuotes(oneLine)];
  for (const attempt of attempts) {
    try {
      return JSON.parse(attempt);
    } catch {
      // The next form is tried; a script that no form mends says nothing.
    }
  }
  return null;
}

function decodeQuotes(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** Breadth first, so that what the page is about comes before what it merely mentions. */
function collectObjects(root: unknown, found: LinkedObject[]): void {
  let level: unknown[] = [root];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0 && found.length < MAX_OBJECTS; depth += 1) {
    const next: unknown[] = [];
    for (const value of level) {
      if (Array.isArray(value)) next.push(...value.slice(0, MAX_OBJECTS));
      else if (isObject(value)) {
        found.push({ object: value, depth });
        for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) next.push(inner);
      }
      if (next.length > MAX_OBJECTS) break;
    }
    level = next;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a list: `[]` for nothing, `[value]` for one. */
export function listOf(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The types of an object, without the vocabulary's address. */
export function typesOf(object: JsonObject): string[] {
  return listOf(object['@type'])
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^.*[/#:]/, ''));
}

/** The text of a property: itself, its `@value` or `name`, or the first of a list. */
export function textOfProperty(value: unknown): string | null {
  for (const one of listOf(value)) {
    if (typeof one === 'string' && one.trim() !== '') return one.trim();
    if (isObject(one)) {
      const inner = one['@value'] ?? one.name;
      if (typeof inner === 'string' && inner.trim() !== '') return inner.trim();
    }
  }
  return null;
}

/** The address that a property gives: itself, its `url`, `contentUrl` or `@id`, or the first of a list. */
export function addressOfProperty(value: unknown): string | null {
  for (const one of listOf(value)) {
    if (typeof one === 'string' && one.trim() !== '') return one.trim();
    if (!isObject(one)) continue;
    const inner = [one.url, one.contentUrl, one['@id']].find((address) => typeof address === 'string');
    if (typeof inner === 'string' && inner.trim() !== '') return inner.trim();
  }
  return null;
}
