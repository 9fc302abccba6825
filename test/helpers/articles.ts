import { createHash } from 'node:crypto';
import type { Article, WatchedField } from '../../src/model/article.ts';
import { WATCHED_FIELDS } from '../../src/model/article.ts';
import { UNTROUBLED } from '../../src/model/life.ts';
import type { FetchedPage } from '../../src/model/page.ts';
import type { Verdict } from '../../src/model/visit.ts';

/** A record with a headline and paragraphs, as an extractor would give it. */
export function makeRecord(headline: string, paragraphs: string[] = ['A paragraph.']): Article {
  const digests = Object.fromEntries(WATCHED_FIELDS.map((field) => [field, `sha256:${headline}`]));
  return {
    url: 'https://paper.example/a1',
    finalUrl: 'https://paper.example/a1',
    canonicalUrl: null,
    identity: '1',
    kind: 'article',
    language: 'en',
    headline,
    headlines: [],
    kicker: null,
    dek: null,
    byline: null,
    publishedAt: null,
    modifiedAt: null,
    section: null,
    tags: [],
    leadImage: null,
    dateline: null,
    body: paragraphs.map((text) => ({ type: 'paragraph', text, spans: [] })),
    notes: [],
    isAccessibleForFree: null,
    wordCount: 2,
    extractor: 1,
    digest: `sha256:${createHash('sha256').update(`${headline}:${paragraphs.join()}`).digest('hex')}`,
    digests: digests as Record<WatchedField, string>,
    evidence: {},
  };
}

/** An answer of 200 with these bytes. */
export function makePage(body: string | Uint8Array, headers: Record<string, string> = {}): FetchedPage {
  return {
    url: 'https://paper.example/a1',
    finalUrl: 'https://paper.example/a1',
    redirects: [],
    status: 200,
    headers,
    bytes: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    tookMs: 1,
  };
}

/** The verdict of a visit that found a new version; `change` only where it is not the first. */
export function makeVerdict(record: Article, isFirst: boolean): Verdict {
  return {
    outcome: isFirst ? 'new' : 'changed',
    reason: '',
    status: 'live',
    version: record,
    movedTo: null,
    mergedInto: null,
    remarks: [],
    life: UNTROUBLED,
    change: isFirst
      ? null
      : {
          kinds: ['headline'],
          importance: 0.5,
          terms: [{ term: 'headline', value: 0.5, why: 'it changed' }],
          reasons: ['headline: it changed'],
          silent: true,
          noise: false,
          touched: false,
          passedOver: [],
          fields: [],
          blocks: [],
        },
  };
}

/** For visits whose changes go nowhere and are compared with no others. */
export const UNWATCHED = {
  readBy: { extractor: 1, rules: 'none' },
  channelsFor: (): string[] => [],
  traitsOf: (): string[][] => [],
  watchDrift: async (): Promise<void> => {},
};
