import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReaders, type Readers } from '../../../src/extract/open-readers.ts';
import { parsePage } from '../../../src/extract/parse-page.ts';
import { NO_RULES } from './golden-pages.ts';
import { HOSTILE_PAGES } from './hostile-pages.ts';

const URL_HERE = 'https://paper.example/2021/06/01/ferry';
/** A page that is given up at this deadline fails its test, and so does one that takes more of the processors' time. */
const DEADLINE_MS = 20_000;
/** Time of the processors, which a busy machine does not stretch as it does the time on the clock. */
const MOST_CPU_MS = 10_000;

function inputOf(html: string) {
  return {
    url: URL_HERE,
    finalUrl: URL_HERE,
    contentType: 'text/html; charset=utf-8',
    bytes: new TextEncoder().encode(html),
  };
}

describe('a page built to exhaust its reader', () => {
  let readers: Readers;
  beforeAll(() => {
    readers = openReaders({ threads: 1, deadlineMs: DEADLINE_MS });
  });
  afterAll(() => readers.close());

  for (const [name, html] of Object.entries(HOSTILE_PAGES)) {
    it(`${name}: is read or refused before the deadline`, async () => {
      for (const anyKind of [false, true]) {
        const before = process.cpuUsage();
        const reading = await readers.read(inputOf(html), NO_RULES, { anyKind });
        const { user, system } = process.cpuUsage(before);
        expect((user + system) / 1_000).toBeLessThan(MOST_CPU_MS);
        if (reading.kind === 'failed') expect(reading.reason).toMatch(/^The page (?:nests|has)/);
        else expect(['article', 'not-article']).toContain(reading.kind);
      }
    }, 60_000);
  }

  it('is refused for its depth while it is parsed, before a tree of it exists', () => {
    expect(parsePage('<div>'.repeat(100_000))).toEqual({
      kind: 'refused',
      reason: 'The page nests elements more than 1000 deep.',
    });
    expect(parsePage('<div>'.repeat(900)).kind).toBe('tree');
  });

  it('keeps its text when only null bytes are wrong with it', async () => {
    const reading = await readers.read(inputOf(HOSTILE_PAGES['null bytes'] ?? ''), NO_RULES, { anyKind: true });
    expect(reading).toMatchObject({ kind: 'article', article: { headline: 'Ferry', wordCount: 23 } });
  });
});
