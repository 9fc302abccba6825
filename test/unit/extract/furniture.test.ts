import { assert, asyncProperty, integer } from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPage } from '../../../src/extract/read-page.ts';
import { SHORT_SCRIPT_MINUTES } from '../../newspaper/short-script.ts';
import { openTestNewspaper, type TestNewspaper } from '../newspaper/open-test-newspaper.ts';
import { NO_RULES } from './golden-pages.ts';

let paper: TestNewspaper;
beforeAll(async () => {
  paper = await openTestNewspaper();
});
afterAll(() => paper.newspaper.stop());

/** What a load of a path is read as: the digest of its record, or what it is instead; and the page as it came. */
async function load(path: string): Promise<{ said: string; html: string }> {
  const { headers, text } = await paper.load(path);
  const url = paper.newspaper.origin + path;
  const bytes = new TextEncoder().encode(text);
  const reading = readPage({ url, finalUrl: url, contentType: headers.get('content-type'), bytes }, NO_RULES);
  return { said: reading.kind === 'article' ? reading.article.digest : reading.kind, html: text };
}

it('the record of a page does not depend on its furniture: adverts, counters, teasers, related lists in another order', async () => {
  let articles = 0;
  await assert(
    asyncProperty(
      integer({ min: 0, max: SHORT_SCRIPT_MINUTES }),
      integer({ min: 0, max: 1_000 }),
      async (minute, at) => {
        paper.goTo(minute);
        const stories = paper.newspaper.stories().filter(({ answer }) => answer.kind === 'normal');
        const story = stories[at % Math.max(1, stories.length)];
        if (story === undefined) return;
        const [one, other] = [await load(story.path), await load(story.path)];
        expect(one.html).not.toBe(other.html);
        expect(one.said).toBe(other.said);
        if (one.said.startsWith('sha256:')) articles += 1;
      },
    ),
    { numRuns: 150 },
  );
  expect(articles).toBeGreaterThan(100);
}, 60_000);
