import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentReader } from '../../../jobs/current-record.ts';
import { rulesOf } from '../../../jobs/stet.ts';
import { visitArticle } from '../../../jobs/visit-article.ts';
import { EXTRACTOR_VERSION } from '../../../src/extract/extractor-version.ts';
import type { Rules } from '../../../src/model/source.ts';
import { makeArticlesDue } from '../../../storage/articles.ts';
import { listPastVersions } from '../../../storage/versions.ts';
import { keepPast, type PastPage, readBefore } from '../../helpers/read-before.ts';
import { addDueArticles, openWorkshop, setSources, type Workshop } from './open-workshop.ts';

/** Story 26 of Plain Wire has a figure edited in this minute. */
const EDITED_AT = 76;

let shop: Workshop;
let article: { id: string; url: string };
let rules: Rules;
beforeEach(async () => {
  shop = await openWorkshop();
  shop.clock.goTo(0);
  await addDueArticles(shop, [26]);
  article = await shop.stet.database.db.selectFrom('articles').select(['id', 'url']).executeTakeFirstOrThrow();
  rules = presentRules();
});
afterEach(() => shop.close());

function presentRules(): Rules {
  const source = shop.stet.config().sources.find(({ id }) => id === 'plain-wire');
  if (source === undefined) throw new Error('there is no Plain Wire');
  return rulesOf(source);
}

/** The page as it stands, kept as the earlier extractor read it. */
async function keepFirst(more: Partial<PastPage> = {}): Promise<void> {
  const html = await (await fetch(article.url)).text();
  const record = readBefore(html, article.url, rules, '1,204 people read this');
  const past = { html, record, rules: currentReader(rules).rules, ...more };
  await keepPast(shop.stet.database.db, article.id, past, shop.clock.now());
}

/** Visits the page; gets it whole, unless the server may say that nothing has changed. */
async function visit({ isConditional = false } = {}) {
  const { db } = shop.stet.database;
  if (!isConditional) await db.updateTable('articles').set({ etag: null, last_modified: null }).execute();
  await makeArticlesDue(db, [article.id], shop.clock.now());
  const report = await visitArticle(shop.stet, { articleId: article.id }, shop.clock.now());
  if (report === null) throw new Error('it was not visited');
  return report.verdict;
}

const listDerivations = () =>
  shop.stet.database.db.selectFrom('derivations').selectAll().orderBy('derived_at').orderBy('rules').execute();

/** The edit of story 26, as it is told where nothing has changed on our side. */
async function findEdit() {
  const other = await openWorkshop();
  try {
    other.clock.goTo(0);
    await addDueArticles(other, [26]);
    await visitArticle(other.stet, { articleId: article.id }, other.clock.now());
    other.clock.goTo(EDITED_AT);
    await makeArticlesDue(other.stet.database.db, [article.id], other.clock.now());
    return (await visitArticle(other.stet, { articleId: article.id }, other.clock.now()))?.verdict.change ?? null;
  } finally {
    await other.close();
  }
}

describe('a version that another extractor read', () => {
  it('makes no change of a page that stands as it was, and is read anew once', async () => {
    await keepFirst();
    expect(await visit()).toMatchObject({ outcome: 'unchanged', change: null, version: null });
    const kept = await listDerivations();
    expect(kept).toMatchObject([
      { article_id: article.id, number: 1, extractor: EXTRACTOR_VERSION, record: { identity: '26' } },
    ]);
    expect(JSON.stringify(kept[0]?.record)).not.toContain('people read this');
    shop.clock.goTo(1);
    expect((await visit()).outcome).toBe('unchanged');
    expect(await listDerivations()).toEqual(kept);
  });

  it('is compared as it is read now: a real edit is that edit, and nothing else', async () => {
    await keepFirst();
    shop.clock.goTo(EDITED_AT);
    const { outcome, change } = await visit();
    const edit = await findEdit();
    expect(outcome).toBe('changed');
    expect(change?.kinds).toContain('figure');
    expect(change).toEqual(edit);
    const [stored] = await shop.stet.database.db.selectFrom('changes').selectAll().execute();
    expect(stored).toMatchObject(currentReader(rules));
  });

  it('is known by the digest and the headline that are read of it now', async () => {
    const html = await (await fetch(article.url)).text();
    const record = { ...readBefore(html, article.url, rules, 'More'), headline: 'As it was read in the past' };
    await keepFirst({ record });
    const { db } = shop.stet.database;
    expect(await listPastVersions(db, article.id, currentReader(rules), new Date(0))).toMatchObject([
      { number: 1, digest: null },
    ]);
    await visit();
    const [derivation] = await listDerivations();
    expect(await listPastVersions(db, article.id, currentReader(rules), new Date(0))).toMatchObject([
      { number: 1, digest: derivation?.digest, headline: derivation?.record.headline },
    ]);
  });
});

describe('a version that other rules read', () => {
  it('makes no change of a page that stands as it was', async () => {
    const first = await visit();
    expect(first.outcome).toBe('new');
    setSources(shop, (sources) =>
      sources.map((source) => ({
        ...source,
        extract: source.extract.map((rule) => ({ ...rule, remove: ['.story p:last-of-type'] })),
      })),
    );
    shop.clock.goTo(1);
    expect(await visit()).toMatchObject({ outcome: 'unchanged', change: null });
    const [derivation] = await listDerivations();
    expect(derivation).toMatchObject({ number: 1, ...currentReader(presentRules()) });
    expect(derivation?.rules).not.toBe(currentReader(rules).rules);
    expect(derivation?.digest, 'it does read otherwise').not.toBe(first.version?.digest);
  });

  it('is not read anew where no page came that could be compared with it', async () => {
    await visit();
    setSources(shop, (sources) => sources.map((source) => ({ ...source, extract: [] })));
    shop.clock.goTo(1);
    expect((await visit({ isConditional: true })).outcome).toBe('not-modified');
    expect(await listDerivations()).toEqual([]);
  });
});

describe('a version that cannot be read any more', () => {
  const damage = async () => {
    const { db } = shop.stet.database;
    await db
      .updateTable('payloads')
      .set({ bytes: Buffer.from('no zstd') })
      .execute();
  };

  it.each<[string, Partial<PastPage>, () => Promise<void>, string]>([
    ['has no bytes', { html: '' }, async () => {}, 'Version 1 has no stored bytes.'],
    ['has damaged bytes', {}, damage, 'The stored bytes of version 1 are damaged.'],
    [
      'is no article by now',
      { html: '<p>Hello.</p>' },
      async () => {},
      'The bytes of version 1 are read as a page of the kind',
    ],
    ['is as deep as nobody reads', { html: '<div>'.repeat(2_000) }, async () => {}, 'Version 1: '],
  ])('because it %s is compared with nothing, and the page is kept', async (_, past, happen, reason) => {
    await keepFirst(past);
    await happen();
    shop.clock.goTo(EDITED_AT);
    const verdict = await visit();
    expect(verdict).toMatchObject({ change: null, reason: expect.stringContaining(reason) });
    expect(verdict.version).not.toBeNull();
    expect(await shop.stet.database.db.selectFrom('changes').selectAll().execute()).toEqual([]);
    shop.clock.goTo(EDITED_AT + 1);
    expect(await visit(), 'the next one is compared with that').toMatchObject({ outcome: 'unchanged', reason: '' });
  });
});
