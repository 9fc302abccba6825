import type { Document, Element } from 'domhandler';
import { attributeOf, findElements, rawTextOf } from '../tree.ts';
import { endOfJson, openBudget, parseJson, type ScriptBudget } from './parse-json.ts';
import { readFlight } from './read-flight.ts';
import { reviveIndexed } from './revive-indexed.ts';

/** Values that a page's scripts hold as JSON, and the rows that strings like `$1f` in them stand for. */
export type ScriptValues = { roots: unknown[]; rows: Map<string, unknown> };

/** A shorter script holds no article. */
const MIN_CHARACTERS = 300;
const MAX_SCRIPTS = 400;
const MAX_LITERALS = 200;
const PUSH = '.push(';

const known = new WeakMap<Document, ScriptValues>();

/** All JSON that a page's scripts carry: whole scripts, assigned literals, and the pieces of a streamed one; read once. */
export function readScriptValues(document: Document): ScriptValues {
  const values = known.get(document) ?? readValues(document);
  known.set(document, values);
  return values;
}

function readValues(document: Document): ScriptValues {
  const budget = openBudget();
  const values: ScriptValues = { roots: [], rows: new Map() };
  const pieces: string[] = [];
  const scripts = findElements(document, ({ name, attribs }) => name === 'script' && attribs.src === undefined);
  for (const script of scripts.slice(0, MAX_SCRIPTS)) {
    const text = rawTextOf(script);
    const piece = flightPiece(text, budget);
    if (piece !== null) pieces.push(piece);
    else if (text.length >= MIN_CHARACTERS) values.roots.push(...valuesOf(script, text, budget));
  }
  values.rows = readFlight(pieces.join(''), budget);
  values.roots.push(...values.rows.values());
  return values;
}

function valuesOf(script: Element, text: string, budget: ScriptBudget): unknown[] {
  const type = attributeOf(script, 'type') ?? '';
  // JSON-LD is read elsewhere, and describes more than this page's article.
  if (/ld\+json/i.test(type)) return [];
  if (!/json/i.test(type)) return literalsOf(text, budget);
  const value = parseJson(text, budget);
  const revived = Array.isArray(value) ? reviveIndexed(value) : null;
  return value === undefined ? [] : [revived ?? value];
}

/** Next.js streams its page in pieces: `self.__next_f.push([1,"…"])`. */
function flightPiece(text: string, budget: ScriptBudget): string | null {
  const at = text.indexOf('__next_f');
  if (at === -1 || at > 60) return null;
  const start = text.lastIndexOf(PUSH, 200);
  if (start === -1) return '';
  const from = start + PUSH.length;
  const end = endOfJson(text, from, budget);
  const pushed = end === -1 ? undefined : parseJson(text.slice(from, end), budget);
  return Array.isArray(pushed) && typeof pushed[1] === 'string' ? pushed[1] : '';
}

const START = /(?:=|JSON\.parse\()\s{0,9}(?=[{["])/g;

/** The literals that a script assigns, where they are JSON; a string that holds JSON is read as what it holds. */
function literalsOf(text: string, budget: ScriptBudget): unknown[] {
  const found: unknown[] = [];
  const starts = new RegExp(START);
  for (let tries = 0; tries < MAX_LITERALS && budget.characters > 0; tries += 1) {
    const match = starts.exec(text);
    if (match === null) break;
    const start = match.index + match[0].length;
    const end = endOfJson(text, start, budget);
    if (end - start < MIN_CHARACTERS) continue;
    const value = parseLiteral(text.slice(start, end), budget);
    if (typeof value !== 'object' || value === null) continue;
    found.push(value);
    starts.lastIndex = end;
  }
  return found;
}

function parseLiteral(literal: string, budget: ScriptBudget): unknown {
  const value = parseJson(literal, budget) ?? parseJson(literal.replace(/:undefined(?=[,}])/g, ':null'), budget);
  return typeof value === 'string' ? parseJson(value, budget) : value;
}
