import { describe, expect, it } from 'vitest';
import { readPage } from '../../../../src/extract/read-page.ts';
import { NO_RULES } from '../golden-pages.ts';

/** A page in a few words. */
export type Sample = { title: string; body: string; head?: string; url?: string };

export const SENTENCE =
  'The ferry did not leave on Tuesday morning, and the passengers who had come early went home again.';

/** Running text: so many paragraphs, none like another. */
export const prose = (count: number, sentence = SENTENCE) => many(count, (at) => `<p>${at}. ${sentence}</p>`);

export const many = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join('');

export const headed = (heading: string, body: string) => `<h1>${heading}</h1><div>${body}</div>`;

export const jsonLd = (object: Record<string, unknown>) =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...object })}</script>`;

/** What declares a piece of news. */
export const declared = (more: Record<string, unknown> = {}) =>
  jsonLd({ '@type': 'NewsArticle', headline: 'H', datePublished: '2024-01-02T03:04:05Z', ...more });

export const ogType = (type: string) => `<meta property="og:type" content="${type}">`;

/** Teasers of other articles. */
export const cards = (count: number, teaser = 'It will come later.') =>
  many(
    count,
    (at) => `<div class="item"><h3><a href="/a${at}">Ferry number ${at} is late</a></h3><p>${teaser}</p></div>`,
  );

/** What a page is, by all that is read of it. */
export function kindOf({ title, body, head = '', url = 'https://paper.example/2024/01/02/ferry' }: Sample): string {
  const html = `<html><head><title>${title}</title>${head}</head><body>${body}</body></html>`;
  const bytes = new TextEncoder().encode(html);
  const reading = readPage({ url, finalUrl: url, contentType: 'text/html; charset=utf-8', bytes }, NO_RULES);
  if (reading.kind === 'failed') return reading.reason;
  if (reading.kind === 'not-article') expect(reading.reasons.join(' ')).toMatch(/^[A-Z].+\.$/);
  return reading.kind === 'article' ? reading.article.kind : reading.pageKind;
}

/** Tests that samples have the kind that they are listed under. */
export function expectKinds(kinds: Record<string, Record<string, Sample>>): void {
  describe.each(Object.entries(kinds))('a page of the kind %s', (kind, samples) => {
    it.each(Object.entries(samples))('%s', (_, sample) => expect(kindOf(sample)).toBe(kind));
  });
}
