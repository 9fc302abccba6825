/** Characters of JSON read on one page; every look at a piece of a script counts, so that no page can ask for many. */
const MAX_CHARACTERS = 12_000_000;

/** How much of a page's scripts may still be looked at. */
export type ScriptBudget = { characters: number };

/** What one page may cost: see `MAX_CHARACTERS`. */
export function openBudget(): ScriptBudget {
  return { characters: MAX_CHARACTERS };
}

/** JSON as a value; `undefined` where the text is no JSON, or the page's budget is spent. JSON alone: never evaluated. */
export function parseJson(text: string, budget: ScriptBudget): unknown {
  budget.characters -= text.length;
  if (budget.characters < 0) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The end of the JSON object, array or string that starts at a place; `-1` where it does not end. */
export function endOfJson(text: string, start: number, budget: ScriptBudget): number {
  let depth = 0;
  const last = Math.min(text.length, start + Math.max(0, budget.characters));
  for (let at = start; at < last; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === QUOTE) at = endOfString(text, at, last);
    else if (letter === OPEN_BRACE || letter === OPEN_BRACKET) depth += 1;
    else if (letter === CLOSE_BRACE || letter === CLOSE_BRACKET) depth -= 1;
    if (depth > 0 || at >= last) continue;
    budget.characters -= at - start;
    return at + 1;
  }
  budget.characters -= last - start;
  return -1;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

function endOfString(text: string, start: number, last: number): number {
  let at = start + 1;
  while (at < last && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
