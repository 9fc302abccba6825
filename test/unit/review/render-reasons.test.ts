import { describe, expect, it } from 'vitest';
import { nameKind } from '../../../src/review/views/render-reasons.ts';

describe('nameKind', () => {
  it.each([
    ['lead: 12 → 21', 'first paragraph: 12 → 21'],
    ['moved-block: a\nb', 'moved text: a\nb'],
    ['figure: lead: 3', 'figure: lead: 3'],
    ['no-kind: words', 'no-kind: words'],
    ['constructor: words', 'constructor: words'],
    ['lead', 'lead'],
    ['', ''],
  ])('shows %j as %j', (reason, shown) => {
    expect(nameKind(reason)).toBe(shown);
  });
});
