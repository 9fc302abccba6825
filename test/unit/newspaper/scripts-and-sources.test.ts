import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { makeDemoScript } from '../../newspaper/demo-script.ts';
import { expectLedger } from '../../newspaper/expect-ledger.ts';
import { listDiscoverable } from '../../newspaper/listings.ts';
import { PAPERS } from '../../newspaper/papers.ts';
import { listReaderTexts } from '../../newspaper/reader-texts.ts';
import { momentOf } from '../../newspaper/script.ts';
import { makeShortScript, SHORT_SCRIPT_MINUTES } from '../../newspaper/short-script.ts';
import { newspaperSources } from '../../newspaper/sources.ts';
import { STORIES } from '../../newspaper/stories/catalog.ts';
import { startFastClock } from '../../newspaper/story-clock.ts';
import { readStoryAt } from '../../newspaper/story-state.ts';
import { openTestNewspaper, STARTS_AT, type TestNewspaper } from './open-test-newspaper.ts';

const SHORT = makeShortScript({ startsAt: STARTS_AT });

describe('stories', () => {
  it('are some forty, in six languages, of five to fourteen texts and blocks each', () => {
    expect(STORIES.length).toBeGreaterThanOrEqual(40);
    expect(new Set(STORIES.map((story) => story.language))).toEqual(new Set(['en', 'de', 'fr', 'es', 'ru', 'uk']));
    for (const story of STORIES) {
      expect(story.body.length, `story ${story.id}`).toBeGreaterThanOrEqual(5);
      expect(story.body.length, `story ${story.id}`).toBeLessThanOrEqual(14);
    }
  });

  it('have every kind of block among them, and related articles of the same paper', () => {
    const blocks = STORIES.flatMap((story) => story.body.map((block) => ({ story, block })));
    const types = new Set(blocks.map(({ block }) => (typeof block === 'string' ? 'paragraph' : block.type)));
    expect(types).toEqual(new Set(['paragraph', 'heading', 'quote', 'list', 'image', 'related', 'embed']));
    for (const { story, block } of blocks) {
      if (typeof block === 'string' || block.type !== 'related') continue;
      const other = STORIES.find((candidate) => candidate.id === block.story);
      expect([other?.paper, other?.headline]).toEqual([story.paper, block.title]);
    }
  });

  it('leave no markup in what a reader sees', () => {
    for (const story of STORIES) {
      const state = readStoryAt(SHORT, story.id, momentOf(SHORT, 90));
      for (const text of state === null ? [] : listReaderTexts(state)) expect(text).not.toMatch(/[[\]*]|story:/);
    }
  });
});

describe('the short script', () => {
  it('ends with every page as usual but two, and has nothing after its end', () => {
    const end = momentOf(SHORT, SHORT_SCRIPT_MINUTES);
    const answers = STORIES.map((story) => [story.id, readStoryAt(SHORT, story.id, end)?.answer.kind]);
    expect(answers.filter(([, kind]) => kind !== 'normal')).toEqual([
      [76305, 'missing'],
      [504, 'paywall'],
    ]);
    const later = momentOf(SHORT, SHORT_SCRIPT_MINUTES + 10_000);
    for (const story of STORIES) expect(readStoryAt(SHORT, story.id, later)).toEqual(readStoryAt(SHORT, story.id, end));
  });
});

describe('a fast clock', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('passes a minute in a second', () => {
    vi.useFakeTimers();
    const now = startFastClock(STARTS_AT, 60);
    expect(now()).toEqual(STARTS_AT);
    vi.advanceTimersByTime(15_000);
    expect(now()).toEqual(momentOf(SHORT, 15));
  });
});

describe('the demonstration', () => {
  const demo = makeDemoScript({ startsAt: STARTS_AT });

  it('has its first edit soon, and others all the time', () => {
    const times = Array.from({ length: 61 }, (_, place) => momentOf(demo, place * 5));
    const { articles } = expectLedger(demo, times);
    const changedAt = articles.flatMap((article) => article.changes.map((change) => change.seenAt.getTime()));
    expect(Math.min(...changedAt)).toBeLessThanOrEqual(momentOf(demo, 15).getTime());
    for (let minute = 15; minute <= 300; minute += 15) {
      const recent = changedAt.filter(
        (at) => at > momentOf(demo, minute - 15).getTime() && at <= momentOf(demo, minute).getTime(),
      );
      expect(recent.length, `changes in the quarter before minute ${minute}`).toBeGreaterThan(0);
    }
  });

  it('is the same for the same seed, however the clock came there, and another for another', () => {
    const jumping = makeDemoScript({ startsAt: STARTS_AT });
    jumping.openBook(5000);
    const times = [0, 100, 200].map((minute) => momentOf(demo, minute));
    expect(expectLedger(jumping, times)).toEqual(expectLedger(demo, times));
    expect(expectLedger(makeDemoScript({ startsAt: STARTS_AT, seed: 2 }), times)).not.toEqual(
      expectLedger(demo, times),
    );
  });

  it('never writes an edit that does not fit, over twenty seeds and a day', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const script = makeDemoScript({ startsAt: STARTS_AT, seed });
      const end = momentOf(script, 1440);
      const { published } = script.openBook(1440);
      const states = published.map(({ story }) => readStoryAt(script, story.id, end));
      expect(states.filter((state) => state !== null).length).toBeGreaterThan(140);
    }
  });
});

type SourceYaml = {
  discover: { feed?: string; sitemap?: string; section?: string }[];
  articles: { match: string; identity?: string };
};

describe('sources', () => {
  let paper: TestNewspaper;
  beforeAll(async () => {
    paper = await openTestNewspaper({ script: SHORT });
  });
  afterAll(() => paper.newspaper.stop());

  it.each(PAPERS.map((each) => [each.id, each] as const))(
    '%s: its endpoints list what the ledger counts on',
    async (id, each) => {
      const source: SourceYaml = parse(newspaperSources(paper.newspaper.origin)[id]);
      for (const minute of [0, 20, 47, 90]) {
        paper.goTo(minute);
        const found = new Set<string>();
        for (const endpoint of source.discover) {
          const url = endpoint.feed ?? endpoint.sitemap ?? endpoint.section ?? '';
          for (const path of await listLinkedPaths(url))
            if (new RegExp(source.articles.match).test(path)) found.add(path);
        }
        const expected = listDiscoverable(SHORT, each, momentOf(SHORT, minute)).map((state) => state.path);
        expect([...found].sort(), `minute ${minute}`).toEqual(expected.sort());
      }
    },
  );

  it.each(PAPERS.filter((each) => each.hasIdInUrl).map((each) => [each.id, each] as const))(
    '%s: the id is read from the address',
    (id, each) => {
      const source: SourceYaml = parse(newspaperSources('http://paper.test')[id]);
      for (const state of listDiscoverable(SHORT, each, momentOf(SHORT, 60))) {
        expect(new RegExp(source.articles.identity ?? '').exec(state.path)?.[1]).toBe(String(state.story.id));
      }
    },
  );
});

/** All paths of the newspaper that a page, feed or sitemap names, and those that the sitemaps it names name. */
async function listLinkedPaths(url: string): Promise<string[]> {
  const response = await fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = url.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString();
  if (text.includes('<sitemapindex')) {
    const children = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1] ?? '');
    return (await Promise.all(children.map(listLinkedPaths))).flat();
  }
  const { origin } = new URL(url);
  const found = text.matchAll(/(?:href="|url":"|<link>|<loc>)([^"<]+)/g);
  const urls = [...found].map((match) => new URL((match[1] ?? '').replaceAll('&amp;', '&'), origin));
  return urls.filter((each) => each.origin === origin).map((each) => each.pathname);
}
