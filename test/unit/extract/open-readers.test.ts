import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openReaders, type Readers } from '../../../src/extract/open-readers.ts';
import type { Rules } from '../../../src/model/source.ts';
import { emptyRule } from './empty-rule.ts';
import { GOLDEN_DIR, NO_RULES, readGolden, readGoldenPage, rulesOfGolden } from './golden-pages.ts';

/** A selector that takes a page of so many paragraphs longer than anybody can wait: an honest page with a rule that never ends. */
const ENDLESS: Rules = { ...NO_RULES, extract: [{ ...emptyRule, body: ['b ~ p ~ p ~ p ~ p'] }] };
const LONG_LIST = `<div>${'<p>One more.</p>'.repeat(1_500)}</div>`;

const open: Readers[] = [];
function openTwo(deadlineMs: number): Readers {
  const readers = openReaders({ threads: 2, deadlineMs });
  open.push(readers);
  return readers;
}
afterEach(() => Promise.all(open.splice(0).map((readers) => readers.close())));

function goldenInput(name: string) {
  const { url } = readGolden(name);
  return {
    url,
    finalUrl: url,
    contentType: 'text/html; charset=utf-8',
    bytes: readFileSync(new URL(`${name}.in.html`, GOLDEN_DIR)),
  };
}

describe('openReaders', () => {
  it('reads in its threads as readPage does, patterns of the rules included', async () => {
    const rules: Rules = {
      ...NO_RULES,
      identity: /-a(\d+)$/,
      extract: [{ ...emptyRule, body: ['.article__content'] }],
    };
    const input = goldenInput('moscow-times');
    const reading = await openTwo(20_000).read(input, rules);
    expect(reading).toEqual(readGoldenPage('moscow-times', input.url, rules));
    expect(reading).toMatchObject({ kind: 'article', article: { identity: '80512' } });
  });

  it('gives the record of any page when asked to', async () => {
    const readers = openTwo(20_000);
    const input = goldenInput('soft-404');
    expect(await readers.read(input, NO_RULES)).toMatchObject({ kind: 'not-article', pageKind: 'soft-404' });
    expect(await readers.read(input, NO_RULES, { anyKind: true })).toMatchObject({ kind: 'article' });
  });

  it('ends the thread of a page that takes too long, and loses no other page', async () => {
    const readers = openTwo(4_000); // ordinary pages must stay far below it, also on a busy machine
    const ordinary = goldenInput('wordpress');
    const endless = { ...ordinary, bytes: Buffer.concat([ordinary.bytes, Buffer.from(LONG_LIST)]) };
    const names = ['wordpress', 'opinion', 'nextjs', 'live-blog', 'moscow-times', 'german-split'];
    const stuck = [readers.read(endless, ENDLESS), readers.read(endless, ENDLESS)];
    const others = names.map((name) => readers.read(goldenInput(name), rulesOfGolden(name)));
    for (const reading of await Promise.all(stuck)) {
      expect(reading).toEqual({
        kind: 'failed',
        reason: 'Reading the page took longer than 4000 ms, so it was given up.',
      });
    }
    expect(await Promise.all(others)).toEqual(names.map((name) => readGolden(name).reading));
    expect(await readers.read(goldenInput('opinion'), NO_RULES)).toEqual(readGolden('opinion').reading);
  });

  it('says so when a thread breaks on a page', async () => {
    const broken: Rules = { ...NO_RULES, extract: [{ ...emptyRule, body: ['p:::nonsense('] }] };
    const reading = await openTwo(20_000).read(goldenInput('wordpress'), broken);
    expect(reading).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/^The page could not be read: /) });
  });

  it('refuses what is no HTML', async () => {
    const input = { ...goldenInput('wordpress'), contentType: 'application/pdf' };
    expect(await openTwo(20_000).read(input, NO_RULES)).toMatchObject({ kind: 'not-article', pageKind: 'other' });
  });
});
