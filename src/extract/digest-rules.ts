import { hash } from 'node:crypto';
import type { Rules } from '../model/source.ts';

/**
 * A short digest of all that the reading of a source's pages depends on besides the extractor. All rules of the source
 * count, not only those for the page's date: which one holds is known only after reading. Rules that say nothing count
 * as absent, and `identity` does not count: an article keeps the identity that it was discovered by.
 */
export function digestRules({ language, timezone, extract }: Rules): string {
  return hash('sha256', canonical({ language, timezone, extract }), 'base64url').slice(0, 16);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const said = Object.entries(part).filter(([, one]) => one !== null && !(Array.isArray(one) && one.length === 0));
    return Object.fromEntries(said.sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
