import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentReader } from '../../../jobs/current-record.ts';
import { listHistory } from '../../../jobs/list-history.ts';
import { articlesToReread, reextractClaimed } from '../../../jobs/reextract-article.ts';
import { findSource, rulesOf } from '../../../jobs/stet.ts';
import { visitArticle } from '../../../jobs/visit-article.ts';
import { digestArticle } from '../../../src/extract/digest-article.ts';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import type { Block } from '../../../src/model/block.ts';
import { makeArticlesDue } from '../../../storage/articles.ts';
import { listChangeSummaries } from '../../../storage/changes.ts';
import { keepPast } from '../../helpers/read-before.ts';
import { addDueArticles, openWorkshop, type Workshop } from './open-workshop.ts';

let shop: Workshop;
let article: { id: string; url: string };
beforeEach(async () => {
  shop = await openWorkshop();
  shop.clock.goTo(0);
  await addDueArticles(shop, [26]);
  article = await shop.stet.database.db.selectFrom('articles').select(['id', 'url']).executeTakeFirstOrThrow();
});
afterEach(() => shop.close());

function plainWire() {
  const source = findSource(shop.stet, 'plain-wire');
  if (source === null) throw new Error('there is no Plain Wire');
  return { source, rules: rulesOf(source), by: currentReader(rulesOf(source)) };
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text, spans: [] });

/** Keeps the page as it stands, with these blocks below its text, as a version that was stored before gists were. */
async function keep(html: string, more: string[], minutesAgo: number): Promise<void> {
  const { rules, by } = plainWire();
  const read = extractArticle({ url: article.url, finalUrl: article.url, html }, rules);
  const record = { ...read, body: [...read.body, ...more.map(paragraph)] };
  const past = { html, record: { ...record, ...digestArticle(record) }, rules: by.rules };
  await keepPast(shop.stet.database.db, article.id, past, new Date(shop.clock.now().getTime() - minutesAgo * 60_000));
}

async function visit() {
  const { db } = shop.stet.database;
  await makeArticlesDue(db, [article.id], shop.clock.now());
  return (await visitArticle(shop.stet, { articleId: article.id }, shop.clock.now()))?.verdict;
}

const listGists = () => shop.stet.database.db.selectFrom('gists').selectAll().orderBy('number').execute();
const editsOf = async () =>
  (await listChangeSummaries(shop.stet.database.db, article.id)).filter((one) => one.from_version !== one.to_version);

describe('the history of an article', () => {
  it('shows that a page is again as it was, though its furniture is another', async () => {
    const html = await (await fetch(article.url)).text();
    await keep(html, ['1,204 shares'], 30);
    await keep(html, ['1,251 shares', 'The minister has resigned over the affair, two aides said.'], 20);
    const verdict = await visit();
    expect(verdict?.change?.kinds).toEqual(expect.arrayContaining(['deletion', 'reverted']));
    expect(verdict?.change?.reasons).toContain('reverted: to version 1');
    expect(
      (await listGists()).map(({ number }) => number),
      'made once, and kept',
    ).toEqual([1, 2]);
  });

  it('is told the same when it is read anew', async () => {
    const html = await (await fetch(article.url)).text();
    await keep(html, [], 30);
    await keep(html.replace('<p>', '<p>The minister has resigned over the affair. '), [], 20);
    await keep(html, ['1,204 shares'], 10);
    const { db } = shop.stet.database;
    await sql`update changes set extractor = 1`.execute(db);
    for await (const { article: one, rules } of articlesToReread(db, [plainWire().source])) {
      await reextractClaimed(shop.stet, one, { rules, isDryRun: false, waitMs: 60_000 }, shop.clock.now);
    }
    expect((await editsOf()).map(({ kinds }) => kinds.includes('reverted')).sort()).toEqual([false, true]);
  });

  it('makes gists anew that were made otherwise, and none where the page stands as it was', async () => {
    const { db } = shop.stet.database;
    await visit();
    await visit();
    expect(await listGists()).toEqual([]);
    const { by } = plainWire();
    const [first] = await listHistory(db, article.id, by, shop.clock.now());
    await sql`update gists set folding = 0, gist = 'as it was made in the past'`.execute(db);
    expect(await listHistory(db, article.id, by, shop.clock.now())).toEqual([first]);
    expect(await listGists()).toMatchObject([{ number: 1, gist: first?.gist }]);
  });

  it('has the headlines of the versions that stood within a day', async () => {
    const html = await (await fetch(article.url)).text();
    for (const [more, hoursAgo] of [
      ['a', 50],
      ['b', 30],
      ['c', 2],
      ['d', 1],
    ] as const) {
      await keep(html, [`Of the past: ${more}.`], hoursAgo * 60);
    }
    const { db } = shop.stet.database;
    const { by } = plainWire();
    const history = await listHistory(db, article.id, by, shop.clock.now());
    const [unseen, ...seen] = history.map(({ headline }) => headline);
    expect(unseen, 'the second came thirty hours ago').toBeNull();
    expect(seen).toEqual([expect.any(String), seen[0], seen[0]]);
  });
});
