import { RE2JS } from 're2js';

/** Each pattern as the linear engine has it; `null` where it knows no such pattern. Those of the configuration are few. */
const compiled = new Map<string, RE2JS | null>();
const MOST_COMPILED = 1_000;

/**
 * What a pattern of a source's file finds in an address: the match and its groups; `null`: nothing. Addresses are a
 * stranger's: they are searched in time that grows with their length alone (RE2, Cox 2007), where a backtracking engine
 * can take for ever. What that engine does not have, look-around and back references, is left to JavaScript's.
 */
export function matchAddress(pattern: RegExp, address: string): (string | undefined)[] | null {
  const linear = toLinear(pattern);
  if (linear === null) {
    const found = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).exec(address);
    return found === null ? null : [...found];
  }
  const matcher = linear.matcher(address);
  if (!matcher.find()) return null;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined);
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
