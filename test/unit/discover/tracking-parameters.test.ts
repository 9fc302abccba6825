// @ts-expect-error: its list has no types.
import tidyRules from 'tidy-url/data/rules.js';
import { describe, expect, it } from 'vitest';
import { isSessionParameter, isTrackingParameter } from '../../../src/discover/tracking-parameters.ts';

type Rule = { name: string; rules?: string[] };

describe('isTrackingParameter', () => {
  it('knows all that npm tidy-url takes away on every site', () => {
    const rules: Rule[] = tidyRules;
    const everywhere = rules.find((rule) => rule.name === 'Global')?.rules ?? [];
    expect(everywhere.length).toBeGreaterThan(80);
    expect(everywhere.filter((name) => !isTrackingParameter(name))).toEqual([]);
  });

  it.each(['UTM_Source', 'utm_anything', 'FBCLID', 'hsCtaTracking', 'pk_vid', 'at_medium'])('knows %s', (name) => {
    expect(isTrackingParameter(name)).toBe(true);
  });

  it.each(['id', 'p', 'page', 'ref', 'source', 'sid', 'q', 'utmost', 'article', 'lang', ''])(
    'leaves %j alone',
    (name) => {
      expect(isTrackingParameter(name)).toBe(false);
      expect(isSessionParameter(name)).toBe(false);
    },
  );
});
