/** So many spellings are remembered for each pattern; a page has a few hundred. */
const MOST_NAMES = 10_000;

/** A test of an element's names. */
export type NameTest = { test(names: string): boolean };

/**
 * A test of names, by a pattern or a rule, that looks at each spelling once: pages say the same names over and over,
 * and so do the pages of a site.
 */
export function nameTest(rule: RegExp | ((names: string) => boolean)): NameTest {
  const matches = typeof rule === 'function' ? rule : (names: string) => rule.test(names);
  const known = new Map<string, boolean>();
  return {
    test: (names) => {
      const before = known.get(names);
      if (before !== undefined) return before;
      if (known.size >= MOST_NAMES) known.clear();
      const isMatch = matches(names);
      known.set(names, isMatch);
      return isMatch;
    },
  };
}
