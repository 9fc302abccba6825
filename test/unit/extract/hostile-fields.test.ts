import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReaders, type Readers } from '../../../src/extract/open-readers.ts';
import { NO_RULES } from './golden-pages.ts';
import { FIELDS, FILLERS } from './hostile-fields.ts';

const URL_HERE = 'https://paper.example/2021/06/01/ferry';
const LENGTH = 100_000;
const DEADLINE_MS = 5_000;

const inputOf = (html: string) => ({
  url: URL_HERE,
  finalUrl: URL_HERE,
  contentType: 'text/html; charset=utf-8',
  bytes: new TextEncoder().encode(html),
});

describe('a text of 100,000 characters built against patterns', () => {
  let readers: Readers;
  beforeAll(() => {
    readers = openReaders({ threads: 1, deadlineMs: DEADLINE_MS });
  });
  afterAll(() => readers.close());

  it.each(Object.entries(FIELDS))(
    'is read within the deadline: %s',
    async (_, pageOf) => {
      for (const filler of FILLERS) {
        const text = `a${filler.repeat(LENGTH / filler.length)}!`;
        const reading = await readers.read(inputOf(pageOf(text)), NO_RULES);
        expect(
          ['article', 'not-article'],
          `${JSON.stringify(filler)}: ${JSON.stringify(reading).slice(0, 200)}`,
        ).toContain(reading.kind);
      }
    },
    120_000,
  );
});

describe('a page that takes long', () => {
  it('holds up its own thread, and no other page', async () => {
    const readers = openReaders({ threads: 2, deadlineMs: DEADLINE_MS });
    try {
      const ended: string[] = [];
      const slow = `<h1>Ferry</h1>${'<p>The ferry stayed, and so did we.'.repeat(90_000)}`;
      const hostile = readers.read(inputOf(slow), NO_RULES).then((reading) => {
        ended.push('hostile');
        return reading;
      });
      const story = `<h1>Ferry</h1>${Array.from({ length: 9 }, (_, at) => `<p>On day ${at} the ferry did not leave, and the passengers who had come went home.</p>`).join('')}`;
      const ordinary = Promise.all(Array.from({ length: 20 }, () => readers.read(inputOf(story), NO_RULES))).then(
        (readings) => {
          ended.push('ordinary');
          return readings;
        },
      );
      expect((await ordinary).map(({ kind }) => kind)).toEqual(Array.from({ length: 20 }, () => 'article'));
      expect(['article', 'not-article', 'failed']).toContain((await hostile).kind);
      expect(ended).toEqual(['ordinary', 'hostile']);
    } finally {
      await readers.close();
    }
  }, 60_000);
});
