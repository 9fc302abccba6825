import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { isSessionParameter, isTrackingParameter } from '../../../src/discover/tracking-parameters.ts';

type Rule = { name: string; rules?: string[] };

describe('isTrackingParameter', () => {
  it('knows all that npm tidy-url takes away on every site', () => {
    const rules: Rule[] = createRequire(import.meta.url)('tidy-url/data/rules.js');
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
