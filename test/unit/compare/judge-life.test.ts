import { describe, expect, it } from 'vitest';
import { judgeLife, type Sighting } from '../../../src/compare/life/judge-life.ts';
import { makeLifeChange } from '../../../src/compare/life/make-life-change.ts';
import { type Life, UNTROUBLED } from '../../../src/model/life.ts';
import { STANDINGS, type Standing } from '../../../src/model/outcome.ts';

const START = Date.parse('2026-03-03T09:00:00Z');
const HOUR = 3_600_000;

/** What is said, visit by visit, an hour apart, of what is seen; `null` sees nothing of the article. */
function live(seen: (Standing | null)[], confirmations = 2, life: Life = UNTROUBLED) {
  const said: string[][] = [];
  for (const [place, standing] of seen.entries()) {
    const sighting: Sighting = { standing, reason: 'It answered 404.', move: null };
    const judged = judgeLife(life, sighting, confirmations, new Date(START + place * HOUR));
    life = judged.life;
    said.push(judged.events.map((event) => event.kind));
  }
  return { life, said };
}

describe('what befalls an article', () => {
  it.each(STANDINGS.filter((standing) => standing !== 'live'))('believes %s at the second visit', (standing) => {
    const { life, said } = live([standing, standing, standing]);
    expect(said).toEqual([[], [standing], []]);
    expect(life).toEqual({ standing, doubt: null, move: null });
  });

  it.each<[string, (Standing | null)[], number, string[]]>([
    ['one miss is nothing', ['gone', 'live', 'gone', 'live'], 2, []],
    ['a failure in between neither confirms nor refutes', ['gone', null, 'gone'], 2, ['gone']],
    ['failures alone say nothing', [null, null, null], 1, []],
    ['with one visit, the first is believed', ['gone', 'live'], 1, ['gone', 'restored']],
    ['with three, the third', ['gone', 'gone', 'gone'], 3, ['gone']],
    ['two of three are too few', ['gone', 'gone', 'live', 'gone', 'gone'], 3, []],
    ['a return has to be confirmed as well', ['gone', 'gone', 'live', 'gone', 'live', 'live'], 2, ['gone', 'restored']],
    ['sites that alternate between ways of being away', ['gone', 'redirected'], 2, ['redirected']],
    ['a wall is not an absence', ['blocked', 'gone', 'paywalled'], 2, []],
    ['from one trouble to another', ['blocked', 'blocked', 'gone', 'gone'], 2, ['blocked', 'gone']],
    ['withdrawn, then taken down', ['withdrawn', 'withdrawn', 'gone', 'gone'], 2, ['withdrawn', 'gone']],
  ])('%s', (_, seen, confirmations, events) => {
    expect(live(seen, confirmations).said.flat()).toEqual(events);
  });

  it('says since when, and how often it was seen', () => {
    const doubt: Life = {
      standing: 'live',
      doubt: { standing: 'gone', visits: 1, since: '2026-03-03T08:00:00.000Z' },
      move: null,
    };
    const seen: Sighting = { standing: 'gone', reason: 'It answered 410.', move: null };
    expect(judgeLife(doubt, seen, 2, new Date(START)).events).toEqual([
      { kind: 'gone', before: 'live', what: 'It answered 410 (2 visits in a row since 2026-03-03 08:00 UTC)' },
    ]);
  });
});

describe('a move', () => {
  const at = (from: string, to: string): Sighting => ({ standing: 'live', reason: '', move: { from, to } });
  const still: Sighting = { standing: 'live', reason: '', move: null };
  const walk = (...seen: Sighting[]) => {
    let life = UNTROUBLED;
    return seen.flatMap((sighting) => {
      const judged = judgeLife(life, sighting, 2, new Date(START));
      life = judged.life;
      return judged.events.map((event) => event.what);
    });
  };

  it('is told when the article has been read at its new address twice', () => {
    expect(walk(at('a', 'b'))).toEqual([]);
    expect(walk(at('a', 'b'), still, still)).toEqual(['a → b']);
  });

  it('is one move where another one follows before it is confirmed, and none when it is taken back', () => {
    expect(walk(at('a', 'b'), at('b', 'c'), still)).toEqual(['a → c']);
    expect(walk(at('a', 'b'), at('b', 'a'), still)).toEqual([]);
  });

  it('is not confirmed by a page that is not there', () => {
    expect(walk(at('a', 'b'), { ...still, standing: 'gone' }, still)).toEqual(['a → b']);
    expect(walk(at('a', 'b'), { ...still, standing: 'gone' })).toEqual([]);
  });
});

describe('the change that comes of it', () => {
  it('is silent where readers are told nothing, and light where only a wall fell', () => {
    const change = (kind: 'gone' | 'restored' | 'blocked', before: Standing) =>
      makeLifeChange({ kind, before, what: 'x' });
    expect(change('gone', 'live')).toMatchObject({ kinds: ['gone'], silent: true, noise: false, reasons: ['gone: x'] });
    expect(change('blocked', 'live')).toMatchObject({ silent: false });
    expect(change('restored', 'gone').importance).toBeGreaterThan(0.5);
    expect(change('restored', 'paywalled').importance).toBeLessThan(0.3);
  });
});
