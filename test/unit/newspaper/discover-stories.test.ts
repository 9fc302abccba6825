import { describe, expect, it } from 'vitest';
import { expectLedger } from '../../newspaper/expect-ledger.ts';
import { makeScript, momentOf } from '../../newspaper/script.ts';
import { makeShortScript } from '../../newspaper/short-script.ts';
import { STORIES } from '../../newspaper/stories/catalog.ts';
import { STARTS_AT } from './open-test-newspaper.ts';

const SCRIPT = makeShortScript({ startsAt: STARTS_AT, slowMs: 300 });

describe('discovery', () => {
  const storiesAt = (minutes: number[]): number[] =>
    expectLedger(
      SCRIPT,
      minutes.map((minute) => momentOf(SCRIPT, minute)),
    ).articles.map((article) => article.storyId);

  it('does not know what no watched endpoint has listed', () => {
    expect(storiesAt([0, 30, 60, 90])).not.toContain(4711);
    expect(storiesAt([0])).toContain(76301);
  });

  it('waits for a broken feed where there is nothing else', () => {
    expect(storiesAt([0, 20, 25])).not.toContain(27);
    expect(storiesAt([0, 20, 26])).toContain(27);
  });

  it('does not learn of what came and went between two visits, but remembers what it knows', () => {
    expect(storiesAt([24, 30])).not.toContain(505);
    expect(storiesAt([21, 30])).toContain(505);
  });

  it('is the same whenever and however often it is asked', () => {
    const times = [0, 30, 60, 90].map((minute) => momentOf(SCRIPT, minute));
    const once = expectLedger(SCRIPT, times);
    expect(expectLedger(makeShortScript({ startsAt: STARTS_AT, slowMs: 300 }), times)).toEqual(once);
  });
});

describe('a script that cannot be', () => {
  const make = (steps: Parameters<typeof makeScript>[0]['steps']) => () =>
    makeScript({ startsAt: STARTS_AT, stories: STORIES, steps, endsAt: 1 });

  it.each([
    ['an unknown story', make([{ at: 0, story: 1, do: 'publish' }]), 'no such story'],
    ['an edit before publication', make([{ at: 0, story: 21, do: 'touch' }]), 'published first'],
    [
      'two publications',
      make([
        { at: 0, story: 21, do: 'publish' },
        { at: 1, story: 21, do: 'publish' },
      ]),
      'and once',
    ],
    [
      'another slug without an id',
      make([
        { at: 0, story: 501, do: 'publish' },
        { at: 1, story: 501, do: 'rename', slug: 'x' },
      ]),
      'address alone',
    ],
  ])('refuses %s', (_, build, message) => {
    expect(build).toThrow(message);
  });
});
