import { isObject, type JsonObject } from '../evidence/read-json-ld.ts';
import { isAbout, type PageMarks, SMALL_OBJECT } from './page-marks.ts';

/** Names of members, letters and digits only, in lower case. */
const PUBLISHED =
  /^(?:date|first|initial|initially|original|article|content|story|news|display)?(?:(?:publish(?:ed|ing)?|publication|pub|release|issue|post|deploy|online)(?:at|on|date|datetime|time|dt|timestamp|ts)(?:utc|gmt|iso)?|published|posted|released|issued|deployed)$/;
const CREATED =
  /^(?:datecreated|created|(?:created?|creation|reg|registered|inserted?|input)(?:at|on|date|datetime|time|dt|timestamp))$/;
/** Parts of an object that may hold its dates. */
const HOLDERS = /date|time|publi|meta|attributes/i;

const MAX_DEPTH = 40;
const MAX_VISITS = 200_000;
const MAX_OBJECTS = 50;

type Parse = (text: string) => string | null;

/**
 * When the article was published, as the object of a script's JSON says that has the page's headline or address: a text,
 * or seconds or milliseconds since 1970, for `parse` to read. `null` where none says.
 */
export function findScriptDate(roots: unknown[], page: PageMarks, parse: Parse): string | null {
  const objects = objectsAbout(roots, page);
  for (const name of [PUBLISHED, CREATED])
    for (const object of objects.flatMap((one) => [one, ...holdersIn(one)])) {
      const date = dateIn(object, name, parse);
      if (date !== null) return date;
    }
  return null;
}

function holdersIn(object: JsonObject): JsonObject[] {
  return Object.entries(object).flatMap(([key, value]) =>
    isObject(value) && HOLDERS.test(key) && Object.keys(value).length <= 2 * SMALL_OBJECT ? [value] : [],
  );
}

function dateIn(object: JsonObject, name: RegExp, parse: Parse): string | null {
  for (const [key, value] of Object.entries(object)) {
    if (!name.test(key.replace(/[^a-zA-Z\d]/g, '').toLowerCase())) continue;
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    // React writes a date as `$D2024-01-02T03:04:05.000Z`.
    const date = parse(String(value).replace(/^\$D/, ''));
    if (date !== null) return date;
  }
  return null;
}

function objectsAbout(roots: unknown[], page: PageMarks): JsonObject[] {
  const found: JsonObject[] = [];
  const seen = new Set<unknown>();
  const waiting = roots.map((value) => ({ value, depth: 0 })).reverse();
  for (let visits = 0; visits < MAX_VISITS && found.length < MAX_OBJECTS; visits += 1) {
    const next = waiting.pop();
    if (next === undefined) break;
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null || seen.has(value) || depth > MAX_DEPTH) continue;
    seen.add(value);
    if (isObject(value) && isAbout(value, page)) found.push(value);
    for (const inner of Object.values(value).reverse())
      if (typeof inner === 'object') waiting.push({ value: inner, depth: depth + 1 });
  }
  return found;
}
