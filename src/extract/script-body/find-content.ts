import { isObject } from '../evidence/read-json-ld.ts';
import { typeOf } from './content-node.ts';
import { isAbout, type PageMarks } from './page-marks.ts';
import type { Lookup } from './render-content.ts';

/** Content of the object that agrees with the page, and how near it stands to what agrees (0: in the same object). */
export type FoundContent = { content: unknown; distance: number };

type Visit = { value: unknown; depth: number; anchor: number | null };

const MAX_DEPTH = 40;
const MAX_VISITS = 300_000;
const MAX_DISTANCE = 4;
const MAX_FOUND = 200;
/** A shorter string is a standfirst or a summary. */
const MIN_TEXT = 200;

/** Texts and lists of content that stand in, or just below, an object that has the page's headline or address. */
export function findContent(roots: unknown[], page: PageMarks, lookup: Lookup): FoundContent[] {
  const found: FoundContent[] = [];
  const seen = new Set<unknown>();
  const waiting: Visit[] = roots.map((value) => ({ value, depth: 0, anchor: null })).reverse();
  for (let visits = 0; waiting.length > 0 && visits < MAX_VISITS && found.length < MAX_FOUND; visits += 1) {
    const visit = waiting.pop() as Visit;
    const value = lookup(visit.value);
    if (isContent(value) && visit.anchor !== null) found.push({ content: value, distance: visit.anchor });
    if (typeof value !== 'object' || value === null || seen.has(value) || visit.depth > MAX_DEPTH) continue;
    seen.add(value);
    const anchor = isObject(value) && isAbout(value, page) ? 0 : fartherThan(visit.anchor, value);
    const inner = Array.isArray(value) ? value : Object.values(value);
    for (const one of inner) if (mayHold(one)) waiting.push({ value: one, depth: visit.depth + 1, anchor });
  }
  return found;
}

function mayHold(value: unknown): boolean {
  return typeof value === 'object'
    ? value !== null
    : typeof value === 'string' && (value.length >= MIN_TEXT || value.startsWith('$'));
}

function fartherThan(anchor: number | null, value: object): number | null {
  if (anchor === null || anchor >= MAX_DISTANCE) return null;
  return Array.isArray(value) ? anchor : anchor + 1;
}

function isContent(value: unknown): boolean {
  if (typeof value === 'string') return value.length >= MIN_TEXT && /\s|<p/i.test(value) && !/^\s{0,9}[{[]/.test(value);
  if (Array.isArray(value)) return value.length > 0 && value.filter(isPiece).length >= value.length / 2;
  return isObject(value) && /^(?:doc|document|root)$/.test(typeOf(value));
}

/** Whether an entry of a list can be a piece of content: a text, or a node that names its type. */
function isPiece(value: unknown): boolean {
  if (typeof value === 'string') return value.length > 40 || value === '$';
  if (Array.isArray(value)) return value[0] === '$';
  return isObject(value) && (typeOf(value) !== '' || typeof value.__ref === 'string');
}
