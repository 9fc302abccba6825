import { describe, expect, it } from 'vitest';
import { expectLedger, type LedgerArticle } from '../../newspaper/expect-ledger.ts';
import { momentOf } from '../../newspaper/script.ts';
import { makeShortScript } from '../../newspaper/short-script.ts';
import { STARTS_AT } from './open-test-newspaper.ts';

const SCRIPT = makeShortScript({ startsAt: STARTS_AT, slowMs: 300 });

function expectAt(minutes: number[], storyId: number, deadlineMs = 30_000): LedgerArticle {
  const times = minutes.map((minute) => momentOf(SCRIPT, minute));
  const { articles } = expectLedger(SCRIPT, times, { origin: 'http://paper.test', deadlineMs });
  const article = articles.find((candidate) => candidate.storyId === storyId);
  if (article === undefined) throw new Error(`Story ${storyId} was not discovered.`);
  return article;
}

function outcomesOf(article: LedgerArticle): string {
  return article.visits.map((visit) => visit.outcome).join(' ');
}

describe('outcomes and states, by hand', () => {
  const rows: { what: string; story: number; minutes: number[]; outcomes: string; status: string; versions: number }[] =
    [
      {
        what: 'headline twice',
        story: 76309,
        minutes: [0, 2, 3, 57, 58],
        outcomes: 'new unchanged changed unchanged changed',
        status: 'live',
        versions: 3,
      },
      {
        what: 'taken back between two visits',
        story: 502,
        minutes: [0, 60, 64],
        outcomes: 'new unchanged unchanged',
        status: 'live',
        versions: 1,
      },
      {
        what: 'seen in between',
        story: 502,
        minutes: [0, 62, 64],
        outcomes: 'new changed changed',
        status: 'live',
        versions: 3,
      },
      {
        what: 'saved without an edit',
        story: 507,
        minutes: [9, 41, 43],
        outcomes: 'new unchanged unchanged',
        status: 'live',
        versions: 1,
      },
      {
        what: 'slug',
        story: 76306,
        minutes: [14, 15, 16],
        outcomes: 'new moved unchanged',
        status: 'live',
        versions: 1,
      },
      {
        what: 'slug and headline',
        story: 25,
        minutes: [16, 17, 18],
        outcomes: 'new changed not-modified',
        status: 'live',
        versions: 2,
      },
      {
        what: 'withdrawn',
        story: 76305,
        minutes: [19, 20, 35, 90],
        outcomes: 'new gone gone gone',
        status: 'gone',
        versions: 1,
      },
      {
        what: 'back as it was',
        story: 505,
        minutes: [21, 22, 37],
        outcomes: 'new gone unchanged',
        status: 'live',
        versions: 1,
      },
      {
        what: 'back with other words',
        story: 4715,
        minutes: [23, 24, 44],
        outcomes: 'new gone changed',
        status: 'live',
        versions: 2,
      },
      {
        what: 'paywall for a while',
        story: 76304,
        minutes: [25, 26, 46],
        outcomes: 'new paywalled unchanged',
        status: 'live',
        versions: 1,
      },
      {
        what: 'paywall for ever',
        story: 504,
        minutes: [29, 30, 90],
        outcomes: 'new paywalled paywalled',
        status: 'paywalled',
        versions: 1,
      },
      {
        what: '429',
        story: 76303,
        minutes: [27, 28, 34],
        outcomes: 'new throttled unchanged',
        status: 'live',
        versions: 1,
      },
      { what: '500', story: 503, minutes: [28, 29, 37], outcomes: 'new failed unchanged', status: 'live', versions: 1 },
      {
        what: 'never ends',
        story: 4714,
        minutes: [32, 33, 37],
        outcomes: 'new failed unchanged',
        status: 'live',
        versions: 1,
      },
      {
        what: 'slow',
        story: 24,
        minutes: [30, 31, 32, 37],
        outcomes: 'new unchanged not-modified unchanged',
        status: 'live',
        versions: 1,
      },
      {
        what: 'wrong charset',
        story: 23,
        minutes: [33, 34, 38, 44],
        outcomes: 'new unchanged changed unchanged',
        status: 'live',
        versions: 2,
      },
      {
        what: 'consent',
        story: 4713,
        minutes: [35, 36, 44],
        outcomes: 'new not-article unchanged',
        status: 'live',
        versions: 1,
      },
      {
        what: 'front page',
        story: 76302,
        minutes: [39, 40, 50],
        outcomes: 'new redirected unchanged',
        status: 'live',
        versions: 1,
      },
      {
        what: 'closed by robots.txt',
        story: 76399,
        minutes: [0, 50],
        outcomes: 'disallowed disallowed',
        status: 'live',
        versions: 0,
      },
      {
        what: '403',
        story: 501,
        minutes: [74, 75, 80],
        outcomes: 'new blocked unchanged',
        status: 'live',
        versions: 1,
      },
      {
        what: 'first seen while refused',
        story: 501,
        minutes: [76, 80],
        outcomes: 'blocked new',
        status: 'live',
        versions: 1,
      },
      {
        what: 'validators',
        story: 22,
        minutes: [0, 1, 70, 71],
        outcomes: 'new not-modified changed not-modified',
        status: 'live',
        versions: 2,
      },
    ];
  it.each(rows)('$what', ({ story, minutes, outcomes, status, versions }) => {
    const article = expectAt(minutes, story);
    expect(outcomesOf(article)).toBe(outcomes);
    const edits = article.changes.filter(({ from, to }) => from !== to);
    expect([article.status, article.versions.length, edits.length]).toEqual([
      status,
      versions,
      Math.max(0, versions - 1),
    ]);
  });

  it('calls a page failed that is slower than the deadline', () => {
    expect(outcomesOf(expectAt([30, 31, 37], 24, 100))).toBe('new failed unchanged');
  });
});

describe('what befalls articles, by hand', () => {
  const fates = (story: number, ...minutes: number[]) =>
    expectAt(minutes, story).changes.map(({ from, to, kinds }) => `${from}-${to} ${kinds}`);

  it('is a change when two visits agree', () => {
    expect(fates(505, 21, 22)).toEqual([]);
    expect(fates(505, 21, 22, 24)).toEqual(['1-1 gone']);
    expect(fates(505, 21, 22, 24, 40)).toEqual(['1-1 gone']);
    expect(fates(505, 21, 22, 24, 40, 42)).toEqual(['1-1 gone', '1-1 restored']);
    expect(fates(505, 21, 22, 40)).toEqual([]);
    expect(fates(76302, 39, 40, 42, 50)).toEqual(['1-1 redirected']);
    expect(fates(76306, 14, 16, 18)).toEqual(['1-1 moved']);
  });
});

describe('versions, changes and addresses, by hand', () => {
  it('has both edits of one minute in one change', () => {
    const article = expectAt([40, 50], 76310);
    expect(article.changes).toEqual([{ from: 1, to: 2, seenAt: momentOf(SCRIPT, 50), kinds: ['figure', 'headline'] }]);
    expect(article.versions.map((version) => [version.number, version.headline, version.seenAt.toISOString()])).toEqual(
      [
        [1, 'Storm Closes Port of Saltmere', '2026-03-14T08:40:00.000Z'],
        [2, 'Storm Closes Port of Saltmere; 14 Rescued at Sea', '2026-03-14T08:50:00.000Z'],
      ],
    );
    expect(article.versions[1]?.texts[2]).toBe(
      'The coast guard took 14 people off a fishing boat whose engine had failed. Nobody was hurt.',
    );
  });

  it('names the kinds of edits that were made', () => {
    const kindsAt = (story: number, from: number, to: number) =>
      expectAt([from, to], story).changes.map((change) => change.kinds);
    expect(kindsAt(4716, 9, 10)).toEqual([['moved-block']]);
    expect(kindsAt(76307, 10, 11)).toEqual([['caption', 'credit', 'image']]);
    expect(kindsAt(506, 12, 13)).toEqual([['correction-note', 'figure']]);
    expect(kindsAt(76309, 2, 90)).toEqual([['link', 'strength']]);
    expect(kindsAt(76314, 60, 90)).toEqual([['attribution', 'strength']]);
    const inTurn = expectAt([60, 70, 90], 76314).changes.map((change) => change.kinds);
    expect(inTurn).toEqual([['strength'], ['attribution']]);
  });

  it('gives the texts as a reader sees them, without their markup', () => {
    const [version] = expectAt([0], 76309).versions;
    expect(version?.texts[2]).toBe(
      'According to the Kestrian Courier, the head of the Kestrian delegation told his hosts that the road “was never ours to close, nor yours to open.”',
    );
    expect(version?.texts).toContain('Kestria would pay a quarter, over ten years.');
    expect(version?.texts).toContain('Who pays for the tunnel');
  });

  it('keeps identity and addresses', () => {
    const moved = expectAt([14, 16], 76306);
    expect(moved.identity).toBe('76306');
    expect(moved.urls).toEqual([
      'http://paper.test/2026/03/13/parlament-passes-water-bill-a76306',
      'http://paper.test/2026/03/13/parliament-passes-water-bill-a76306',
    ]);
    expect(moved.finalUrl).toBe(moved.urls[1]);
    expect(expectAt([0], 505).identity).toBeNull();
  });
});
