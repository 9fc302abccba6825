import { describe, expect, it } from 'vitest';
import type { FilteredChange } from '../../../src/model/meets-criteria.ts';
import { readSearchAlert } from '../../../src/review/read-search-alert.ts';

const CHANGE: FilteredChange = {
  sourceId: 'gazette',
  language: 'en',
  kinds: ['figure'],
  importance: 0.5,
  silent: true,
  noise: false,
  detectedAt: new Date('2026-03-03T12:00:00Z'),
  verdict: null,
  isInQuarantine: false,
  articleStatus: 'live',
  texts: ['The fire put 12 workers there.', 'The fire put 21 workers there.'],
};

function isMet(list: 'changes' | 'search', query: string, change: Partial<FilteredChange> = {}): boolean {
  const alert = readSearchAlert(list, query);
  if (!alert.ok) throw new Error(alert.reason);
  return alert.isMetBy({ ...CHANGE, ...change });
}

describe('a saved search as an alert', () => {
  it.each([
    ['changes', '', true],
    ['changes', 'status=new&assigned=nobody', true],
    ['changes', 'kind=figure&silent=1&minImportance=0.5', true],
    ['changes', 'minImportance=0.6', false],
    ['changes', 'articleStatus=live', true],
    ['changes', 'articleStatus=gone', false],
    ['changes', 'search=12', true],
    ['changes', 'search=21', true],
    ['changes', 'search=12+21', false],
    ['search', 'q=12', true],
    ['search', 'q=21', true],
    ['search', 'q=12&unsaid=1', true],
    ['search', 'q=21&unsaid=1', false],
    ['search', 'q=fire&status=live&source=gazette&language=en', true],
    ['search', 'q=fire&status=gone', false],
    ['search', 'q=fire&source=bote', false],
    ['search', 'q=fire&since=2026-03-03T12:00:00Z', true],
    ['search', 'q=fire&until=2026-03-03T12:00:00Z', false],
  ] as const)('%s: %s is met: %s', (list, query, expected) => {
    expect(isMet(list, query)).toBe(expected);
  });

  it('looks at the one version that there is where an article is gone', () => {
    expect(isMet('search', 'q=fire&unsaid=1', { texts: ['The fire.'] })).toBe(false);
    expect(isMet('search', 'q=fire', { texts: ['The fire.'], articleStatus: 'gone' })).toBe(true);
    expect(isMet('search', 'q=fire', { texts: [] })).toBe(false);
  });

  it.each([
    ['changes', 'kind=nonsense', 'Kind: “nonsense”'],
    ['changes', 'status=reviewed', 'verdict'],
    ['changes', 'assigned=anna', 'verdict'],
    ['search', 'language=en', 'words'],
  ] as const)('%s: %s never is, and it is said why', (list, query, word) => {
    expect(readSearchAlert(list, query)).toEqual({ ok: false, reason: expect.stringContaining(word) });
  });
});
