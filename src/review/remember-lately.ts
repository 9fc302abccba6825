import { forgetOldest } from './forget-oldest.ts';

/**
 * A pure function of texts that remembers what it gave for the last `most` of them: a list is looked at again and
 * again, and what two texts have in common never alters. It lives as long as the code that it is of.
 */
export function rememberLately<Texts extends readonly string[], Value>(
  work: (...texts: Texts) => Value,
  most: number,
): (...texts: Texts) => Value {
  const known = new Map<string, Value>();
  return (...texts) => {
    const key = JSON.stringify(texts);
    const found = known.get(key) ?? work(...texts);
    known.delete(key); // what was asked for last comes to stand last
    known.set(key, found);
    forgetOldest(known, most);
    return found;
  };
}
