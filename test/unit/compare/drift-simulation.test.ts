import { describe, expect, it } from 'vitest';
import { TEMPLATE_CHANGES, type TemplateChange } from '../../bench/drift/edit-record.ts';
import { simulateSource } from '../../bench/drift/simulate-source.ts';

const SEEDS = [1, 2, 3];
const SIZES = [20, 60];
const fortnights = SIZES.flatMap((articles) => SEEDS.map((seed) => ({ articles, seed })));

/** `npm run bench:drift` measures more of them, and what comes between (see docs/decisions/0011). */
describe('the drift alarm over a fortnight of a source', () => {
  it.each([0, 0.1, 0.3])(
    'is not raised by edits as newsrooms make them, an event touching %s of the articles',
    (eventShare) => {
      for (const { articles, seed } of fortnights) {
        const { isAlarmed, edits } = simulateSource({ articles, eventShare, template: null }, seed);
        expect(edits).toBeGreaterThan(0);
        expect(isAlarmed, `${articles} articles, seed ${seed}`).toBe(false);
      }
    },
  );

  it('holds no edit back, however many articles an event touches', () => {
    for (const { articles, seed } of fortnights) {
      const { editsQuarantined, edits } = simulateSource({ articles, eventShare: 0.9, template: null }, seed);
      expect(edits).toBeGreaterThan(articles / 2);
      expect(editsQuarantined, `${articles} articles, seed ${seed}`).toBe(0);
    }
  });

  it.each(Object.keys(TEMPLATE_CHANGES) as TemplateChange[])(
    'is raised by a template that changes every page: %s',
    (template) => {
      for (const { articles, seed } of fortnights) {
        const { isAlarmed, templateShown, templateChanges } = simulateSource(
          { articles, eventShare: 0, template },
          seed,
        );
        expect(isAlarmed, `${articles} articles, seed ${seed}`).toBe(true);
        // A page that was edited between two visits differs in more than the template: it stays in sight.
        expect(templateShown).toBeLessThan(templateChanges * 0.15);
      }
    },
  );
});
