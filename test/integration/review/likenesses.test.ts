import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LikenessKind, TakenLikeness } from '../../../src/model/likeness.ts';
import {
  keepLikenesses,
  listLikenesses,
  listLikenessesDue,
  listOwed,
  oweLikenesses,
  retryLikenesses,
} from '../../../storage/likenesses.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { addStory, makeSource, NOW, openUi, read, visitStory } from './open-paper.ts';

const WEBP = Buffer.from('RIFF, and a picture');
const PDF = Buffer.from('%PDF-1.4, and a page');
const PAGE = { finalUrl: 'https://paper.example/story', sha256: Buffer.alloc(32, 7), showsVersion: true };
const BOTH: LikenessKind[] = ['screenshot', 'pdf'];
const TAKEN: TakenLikeness[] = [
  { kind: 'screenshot', outcome: 'taken', bytes: WEBP, size: { width: 1280, height: 3200 }, reason: '' },
  { kind: 'pdf', outcome: 'taken', bytes: PDF, size: null, reason: '' },
];
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const failed = (reason: string): TakenLikeness[] => BOTH.map((kind) => ({ kind, outcome: 'failed', reason }));

let test: TestDatabase;
let app: Awaited<ReturnType<typeof openUi>>['app'];
beforeAll(async () => {
  test = await openTestDatabase();
  ({ app } = await openUi(test.db, [makeSource('paper', 'The Paper')]));
});
afterAll(() => test.close());

/** An article with a version, or two, of which the newest owes likenesses. */
async function addOwing(versions = 1): Promise<string> {
  const id = await addStory(test.db, 'paper');
  let before = null;
  for (let number = 1; number <= versions; number += 1) {
    const record = { ...makeRecord(`Version ${number}`), digest: `sha256:${id}${number}` };
    await visitStory(test.db, id, record, before, at(number));
    before = record;
  }
  await oweLikenesses(test.db, { articleId: id, number: versions, kinds: BOTH }, at(versions));
  return id;
}

const readText = async (path: string) => (await read(app.request(path))).text;
const isDue = async (id: string, now: Date) => {
  const due = await listLikenessesDue(test.db, { sourceIds: ['paper'], now, limit: 100 });
  return due.some((each) => each.id === id);
};

describe('what a version owes', () => {
  it('is due until it was taken, and stands from then on, the bytes as they came', async () => {
    const id = await addOwing();
    expect(await isDue(id, NOW)).toBe(false);
    expect(await isDue(id, at(1))).toBe(true);
    expect(await listOwed(test.db, id, 1, at(1))).toEqual(BOTH);
    await keepLikenesses(test.db, { articleId: id, number: 1 }, TAKEN, PAGE, at(2));
    expect(await isDue(id, at(3))).toBe(false);
    const kept = await listLikenesses(test.db, id, 1);
    expect(kept).toMatchObject([
      { kind: 'screenshot', outcome: 'taken', picture: { width: 1280, height: 3200 }, size: WEBP.byteLength },
      { kind: 'pdf', outcome: 'taken', picture: null, pageSha256: '07'.repeat(32) },
    ]);
    await keepLikenesses(test.db, { articleId: id, number: 1 }, failed('Too late.'), null, at(4));
    await retryLikenesses(test.db, { articleId: id, number: 1, kinds: BOTH }, at(4));
    expect(await listLikenesses(test.db, id, 1)).toEqual(kept);
    for (const statement of ["update likenesses set reason = 'x'", 'delete from likenesses', 'truncate likenesses']) {
      await expect(sql.raw(statement).execute(test.db)).rejects.toThrow('append-only');
    }
  });

  it('is tried again at a later visit, three times in all', async () => {
    const id = await addOwing();
    const version = { articleId: id, number: 1 };
    for (const attempt of [1, 2, 3]) {
      expect(await listOwed(test.db, id, 1, at(attempt))).toEqual(BOTH);
      await keepLikenesses(test.db, version, failed(`Attempt ${attempt} failed.`), null, at(attempt));
      expect(await listOwed(test.db, id, 1, at(attempt))).toEqual([]);
      await retryLikenesses(test.db, { ...version, kinds: BOTH }, at(attempt + 1));
    }
    expect(await listOwed(test.db, id, 1, at(9))).toEqual([]);
    expect(await listLikenesses(test.db, id, 1)).toMatchObject([
      { outcome: 'failed', reason: 'Attempt 3 failed.', takenAt: at(3) },
      { outcome: 'failed' },
    ]);
  });

  it('is given up when the next version stands there', async () => {
    const id = await addOwing();
    await visitStory(test.db, id, { ...makeRecord('Another'), digest: `sha256:${id}` }, makeRecord('Version 1'), at(5));
    await oweLikenesses(test.db, { articleId: id, number: 2, kinds: ['screenshot'] }, at(5));
    expect(await listLikenesses(test.db, id, 1)).toMatchObject(
      BOTH.map((kind) => ({ kind, outcome: 'failed', reason: 'Version 2 stood there before it could be taken.' })),
    );
    expect(await listOwed(test.db, id, 2, at(5))).toEqual(['screenshot']);
  });
});

describe('the review UI', () => {
  it('shows the screenshot as a picture and nothing else, and gives the PDF to be saved', async () => {
    const id = await addOwing();
    await keepLikenesses(test.db, { articleId: id, number: 1 }, TAKEN, PAGE, at(2));
    const base = `/articles/${id}/versions/1`;
    const picture = await app.request(`${base}.webp`);
    expect(picture.status).toBe(200);
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': `inline; filename="stet-${id}-1.webp"`,
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(WEBP);
    const pdf = await app.request(`${base}.pdf`);
    expect(Object.fromEntries(pdf.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': `attachment; filename="stet-${id}-1.pdf"`,
    });
    expect(Buffer.from(await pdf.arrayBuffer())).toEqual(PDF);

    const text = await readText(base);
    expect(text).toContain(`href="${base}/screenshot"`);
    expect(text).toContain(`href="${base}.pdf"`);
    const shown = await readText(`${base}/screenshot`);
    expect(shown).toContain(`<img src="${base}.webp" width="1280" height="3200" alt="The page of “Version 1”`);
    expect(shown).toContain('It said what this version says.');
    expect(shown).toContain(createHash('sha256').update(WEBP).digest('hex'));
    expect(shown).toContain('07'.repeat(32));
    const json = (await (await app.request(`${base}.json`)).json()) as { likenesses: unknown[]; headline: string };
    expect(json).toMatchObject({
      headline: 'Version 1',
      likenesses: [
        { kind: 'screenshot', outcome: 'taken', takenAt: at(2).toISOString(), width: 1280, showsVersion: true },
        { kind: 'pdf', size: PDF.byteLength, width: null },
      ],
    });
  });

  it('names them among the evidence of a change', async () => {
    const id = await addOwing(2);
    await keepLikenesses(test.db, { articleId: id, number: 2 }, TAKEN, PAGE, at(3));
    const compared = await readText(`/articles/${id}/compare?from=1&to=2`);
    expect(compared).toContain(`href="/articles/${id}/versions/2/screenshot"`);
    expect(compared).toContain(createHash('sha256').update(PDF).digest('hex'));
    expect(compared).not.toContain('/versions/1/screenshot');
  });

  it('says why there is none, and has no such page where none was asked for', async () => {
    const id = await addOwing();
    expect(await readText(`/articles/${id}/versions/1/screenshot`)).toContain('It has not been taken yet.');
    await keepLikenesses(test.db, { articleId: id, number: 1 }, failed('The page <b>hung</b>.'), null, at(2));
    const page = await readText(`/articles/${id}/versions/1/screenshot`);
    expect(page).toContain('It could not be taken. The page &lt;b&gt;hung&lt;/b&gt;.');
    expect((await app.request(`/articles/${id}/versions/1.webp`)).status).toBe(404);
    const plain = await addStory(test.db, 'paper');
    await visitStory(test.db, plain, makeRecord('Plain'), null, NOW);
    expect((await app.request(`/articles/${plain}/versions/1/screenshot`)).status).toBe(404);
    expect(await readText(`/articles/${plain}/versions/1`)).not.toContain('screenshot');
  });
});
