import { describe, expect, it } from 'vitest';
import { judgeVisit, type Landing, type VisitFindings } from '../../../src/compare/judge-visit.ts';
import type { PageKind } from '../../../src/model/article.ts';
import { type Life, UNTROUBLED } from '../../../src/model/life.ts';
import { ARTICLE_STATUSES, type ArticleStatus, type Outcome } from '../../../src/model/outcome.ts';
import type { FetchOutcome, Reading } from '../../../src/model/page.ts';
import type { PastVersion } from '../../../src/model/visit.ts';
import { makePage, makeRecord } from '../../helpers/articles.ts';

const record = makeRecord('A headline', ['He got 7 months.']);
const edited = makeRecord('A headline', ['He got 18 months.']);
const fetched: FetchOutcome = { kind: 'page', page: makePage('<p>') };
const read = (article = record): Reading => ({ kind: 'article', article });
const other = (pageKind: PageKind): Reading => ({ kind: 'not-article', pageKind, reasons: ['It has a form.'] });

const NOW = new Date('2026-03-03T09:00:00Z');
const first: PastVersion = {
  number: 1,
  digest: record.digest,
  gist: null,
  headline: record.headline,
  seenAt: NOW,
  kinds: [],
};

function judge(findings: Partial<VisitFindings> & { status?: ArticleStatus; life?: Life } = {}) {
  const { status = 'live', life = UNTROUBLED, ...rest } = findings;
  const article = { url: 'https://paper.example/a1', status, life };
  const history = rest.before === null ? [] : [first];
  const usual = {
    before: record,
    unreadable: null,
    history,
    fetched,
    reading: read(),
    landing: 'same' as const,
    twin: null,
    plain: null,
    confirmations: 1,
  };
  return judgeVisit({ article, ...usual, ...rest }, NOW);
}

describe('judgeVisit', () => {
  it.each<[Extract<FetchOutcome, { kind: 'refused' }>['outcome'], ArticleStatus, ArticleStatus]>([
    ['gone', 'live', 'gone'],
    ['blocked', 'live', 'blocked'],
    ['throttled', 'paywalled', 'paywalled'],
    ['failed', 'live', 'live'],
    ['failed', 'gone', 'gone'],
    ['disallowed', 'live', 'live'],
  ])('leaves a refusal (%s, was %s) as it is: %s', (outcome, status, after) => {
    const refused: FetchOutcome = { kind: 'refused', outcome, reason: 'It said no.', page: null, retryAfterMs: null };
    const verdict = judge({ fetched: refused, reading: null, status });
    expect(verdict).toMatchObject({
      outcome,
      reason: 'It said no.',
      status: after,
      version: null,
      change: null,
      movedTo: null,
    });
  });

  it('takes a 304 for a sign of life', () => {
    const verdict = judge({ fetched: { kind: 'not-modified', page: makePage('') }, reading: null, status: 'blocked' });
    expect(verdict).toMatchObject({ outcome: 'not-modified', status: 'live', version: null });
  });

  it('makes the first article read the first version', () => {
    expect(judge({ before: null })).toMatchObject({ outcome: 'new', status: 'live', version: record, change: null });
  });

  it('makes no version of what did not change', () => {
    expect(judge()).toMatchObject({ outcome: 'unchanged', version: null, change: null, movedTo: null });
  });

  it('makes a version of what did', () => {
    expect(judge({ reading: read(edited) })).toMatchObject({
      outcome: 'changed',
      version: edited,
      change: { kinds: ['lead', 'figure'] },
    });
  });

  it('finds a page unchanged whose modified time moved alone, and keeps that', () => {
    const saved = { ...record, modifiedAt: '2026-03-03T08:00:00Z' };
    const again = { ...record, modifiedAt: '2026-03-03T08:40:00Z' };
    const verdict = judge({ before: saved, reading: { kind: 'article', article: again } });
    expect(verdict).toMatchObject({ outcome: 'unchanged', version: null, change: null });
    expect(verdict.reason).toContain('Only its modified time moved');
    expect(verdict.remarks).toMatchObject([{ kinds: ['dates'], noise: true, touched: true, importance: 0 }]);
  });

  it('makes no version of noise, and says what it was', () => {
    const verdict = judge({
      before: { ...record, tags: ['a', 'b'] },
      reading: read({ ...record, digest: 'sha256:1', tags: ['b', 'a'] }),
    });
    expect(verdict).toMatchObject({ outcome: 'noise', version: null, change: null });
    expect(verdict.reason).toContain('tags');
    expect(verdict.remarks).toMatchObject([{ kinds: ['tags'], noise: true, importance: 0 }]);
  });

  it.each<[string, Partial<VisitFindings>, Outcome, boolean]>([
    ['unchanged', {}, 'moved', false],
    ['changed', { reading: read(edited) }, 'changed', true],
    ['seen for the first time', { before: null }, 'new', true],
    [
      'different in furniture',
      { reading: read({ ...record, digest: 'sha256:1', isAccessibleForFree: true }) },
      'moved',
      false,
    ],
  ])('notes the new address of an article that is %s', (_, findings, outcome, hasVersion) => {
    const page = { ...makePage('<p>'), finalUrl: 'https://paper.example/b1' };
    const verdict = judge({ fetched: { kind: 'page', page }, landing: 'moved', ...findings });
    expect(verdict).toMatchObject({ outcome, status: 'live', movedTo: 'https://paper.example/b1' });
    expect(verdict.version !== null).toBe(hasVersion);
    const moved = verdict.remarks.filter((remark) => remark.kinds.includes('moved'));
    expect(moved).toMatchObject([{ reasons: ['moved: https://paper.example/a1 → https://paper.example/b1'] }]);
  });

  it.each<Landing>(['front', 'article', 'other'])('never takes a version from elsewhere (%s)', (landing) => {
    expect(judge({ landing, reading: read(edited) })).toMatchObject({
      outcome: 'redirected',
      version: null,
      change: null,
    });
    expect(judge({ landing, before: null })).toMatchObject({ outcome: 'redirected', version: null });
    expect(judge({ landing, reading: other('front') })).toMatchObject({ outcome: 'redirected', status: 'gone' });
  });

  it.each<[PageKind, Outcome, ArticleStatus]>([
    ['paywall', 'paywalled', 'paywalled'],
    ['challenge', 'blocked', 'blocked'],
    ['soft-404', 'soft-gone', 'gone'],
    ['consent', 'not-article', 'live'],
    ['section', 'not-article', 'live'],
    ['search', 'not-article', 'live'],
    ['front', 'not-article', 'live'],
    ['empty', 'not-article', 'live'],
    ['other', 'not-article', 'live'],
  ])('knows a page of the kind %s', (pageKind, outcome, status) => {
    const verdict = judge({ reading: other(pageKind) });
    expect(verdict).toMatchObject({ outcome, status, version: null, change: null, movedTo: null });
    expect(verdict.reason).toContain('It has a form.');
    // Also when the extractor took it for a record.
    expect(judge({ reading: read({ ...edited, kind: pageKind }) })).toMatchObject({ outcome, version: null });
  });

  it.each<PageKind>(['paywall', 'challenge', 'soft-404', 'consent'])(
    'believes a %s page after a redirect',
    (pageKind) => {
      const here = judge({ reading: other(pageKind) });
      expect(judge({ reading: other(pageKind), landing: 'other' })).toEqual(here);
    },
  );

  it('fails where reading failed', () => {
    const reading: Reading = { kind: 'failed', reason: 'It took too long.' };
    expect(judge({ reading })).toMatchObject({ outcome: 'failed', reason: 'It took too long.', status: 'live' });
    expect(judge({ reading: null })).toMatchObject({ outcome: 'failed', version: null });
  });

  it.each(ARTICLE_STATUSES)('compares across the gap when an article that was %s is read again', (status) => {
    expect(judge({ status })).toMatchObject({ outcome: 'unchanged', status: 'live', version: null });
    const { change, outcome } = judge({ status, reading: read(edited) });
    expect(outcome).toBe('changed');
    expect(change?.kinds).toContain('figure');
  });
});
