import { parseJson, type ScriptBudget } from './parse-json.ts';

const MAX_ROWS = 20_000;
const NEWLINE = 0x0a;
const COLON = 0x3a;
const COMMA = 0x2c;
const TEXT = 0x54;

/**
 * The rows of a React Server Components stream by their ids: `1f:{…}` is JSON up to the line's end, `1f:T1b7b,…` a text
 * of so many bytes (react-server-dom, ReactFlightClient). Rows of modules, hints and errors hold no text.
 */
export function readFlight(stream: string, budget: ScriptBudget): Map<string, unknown> {
  const rows = new Map<string, unknown>();
  const bytes = new TextEncoder().encode(stream);
  const decoder = new TextDecoder();
  let at = 0;
  while (at < bytes.length && rows.size < MAX_ROWS) {
    const colon = bytes.indexOf(COLON, at);
    if (colon === -1) break;
    const id = decoder.decode(bytes.subarray(at, Math.min(colon, at + 16)));
    if (bytes[colon + 1] === TEXT) {
      const comma = bytes.indexOf(COMMA, colon);
      const length = Number.parseInt(decoder.decode(bytes.subarray(colon + 2, Math.min(comma, colon + 12))), 16);
      if (comma === -1 || Number.isNaN(length)) break;
      at = comma + 1 + length;
      rows.set(id, decoder.decode(bytes.subarray(comma + 1, at)));
      continue;
    }
    const newline = bytes.indexOf(NEWLINE, colon);
    const end = newline === -1 ? bytes.length : newline;
    const first = bytes[colon + 1] ?? 0;
    // `[`, `{` or `"`: a model; a letter names another kind of row.
    if (first === 0x5b || first === 0x7b || first === 0x22) {
      const value = parseJson(decoder.decode(bytes.subarray(colon + 1, end)), budget);
      if (value !== undefined) rows.set(id, value);
    }
    at = end + 1;
  }
  return rows;
}
