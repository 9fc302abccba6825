import { describe, expect, it } from 'vitest';
import { nameKind, renderReasonText } from '../../../src/review/views/render-reasons.ts';

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

it('keeps the direction of each side of an arrow to itself', async () => {
  expect(`${await renderReasonText('headline: عنوان → عنوان آخر')}`).toBe(
    'headline: <bdi>عنوان</bdi> → <bdi>عنوان آخر</bdi>',
  );
  expect(`${await renderReasonText('It answered 404')}`).toBe('<bdi>It answered 404</bdi>');
});
