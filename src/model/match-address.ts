import vm from 'node:vm';
import { RE2JS } from 're2js';

/** Each pattern as the linear engine has it; `null` where it knows no such pattern. Those of the configuration are few. */
const compiled = new Map<string, RE2JS | null>();
const MOST_COMPILED = 1_000;
/** How long the engine that goes back and forth may look at one address. A match that can be found takes microseconds. */
const BACKTRACK_MS = 100;
const backtracking = vm.createContext({});
const backtrack = new vm.Script('pattern.exec(address)');

/**
 * What a pattern of a source's file finds in an address: the match and its groups; `null`: nothing. Addresses are a
 * stranger's: they are searched in time that grows with their length alone (RE2, Cox 2007), where a backtracking engine
 * can take for ever. What that engine does not have, look-around and back references, is left to JavaScript's, for as long
 * as `BACKTRACK_MS`: what it has not found by then counts as not there.
 */
export function matchAddress(pattern: RegExp, address: string): (string | undefined)[] | null {
  const linear = toLinear(pattern);
  if (linear === null) return matchInTime(new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')), address);
  const matcher = linear.matcher(address);
  if (!matcher.find()) return null;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined);
}

/** Only a script of a context of its own can be broken off in the midst of a match. */
function matchInTime(pattern: RegExp, address: string): (string | undefined)[] | null {
  Object.assign(backtracking, { pattern, address });
  try {
    const found: RegExpExecArray | null = backtrack.runInContext(backtracking, { timeout: BACKTRACK_MS });
    return found === null ? null : [...found];
  } catch (error) {
    // An error of that context: it is no instance of this one's Error.
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  }
}

function toLinear({ source, flags }: RegExp): RE2JS | null {
  if (/[^gy]/.test(flags)) return null;
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const made = compile(source);
  if (compiled.size < MOST_COMPILED) compiled.set(source, made);
  return made;
}

function compile(source: string): RE2JS | null {
  try {
    return RE2JS.compile(source);
  } catch {
    return null;
  }
}
