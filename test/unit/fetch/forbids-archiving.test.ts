import { describe, expect, it } from 'vitest';
import { forbidsArchiving } from '../../../src/fetch/forbids-archiving.ts';
import type { FetchedPage } from '../../../src/model/page.ts';

const USER_AGENT = 'stet/1.0 (+https://example.org/about)';
const pageWith = (html: string | Uint8Array, headers: FetchedPage['headers'] = {}): FetchedPage => ({
  url: 'https://paper.example/',
  finalUrl: 'https://paper.example/',
  redirects: [],
  status: 200,
  headers,
  bytes: typeof html === 'string' ? Buffer.from(html) : html,
  tookMs: 0,
});
const meta = (attributes: string) =>
  `<!doctype html><html><head><meta ${attributes}><title>T</title></head><body></body></html>`;

describe('forbidsArchiving', () => {
  it.each([
    ['noarchive', true],
    ['NoIndex, NoArchive', true],
    ['none', true],
    ['noindex, nofollow', false],
    ['googlebot: noarchive', false],
    ['googlebot: noindex, noarchive', false],
    ['googlebot: noindex\nnoarchive', true],
    ['stet: noarchive', true],
    ['googlebot: noindex, stet: noarchive', true],
    ['unavailable_after: 25 Jun 2030 15:00:00 PST, noarchive', true],
    ['max-image-preview: none', false],
    ['', false],
  ])('reads X-Robots-Tag: %j', (value, expected) => {
    expect(forbidsArchiving(pageWith('', { 'x-robots-tag': value }), USER_AGENT)).toBe(expected);
  });

  it.each([
    ['name="robots" content="noarchive"', true],
    ["NAME=ROBOTS CONTENT='noindex,NOARCHIVE'", true],
    ['content="max-snippet:-1, noarchive" name="robots"', true],
    ['name="robots" content="none"', true],
    ['name="stet" content="noarchive"', true],
    ['name="googlebot" content="noarchive"', false],
    ['name="robots" content="index, follow, max-image-preview:none"', false],
    ['name="description" content="noarchive"', false],
  ])('reads <meta %s>', (attributes, expected) => {
    expect(forbidsArchiving(pageWith(meta(attributes)), USER_AGENT)).toBe(expected);
  });

  it('reads other encodings, and nothing of the body, a comment or a script', () => {
    const tag = '<meta name="robots" content="noarchive">';
    expect(forbidsArchiving(pageWith(Buffer.from(`<head>${tag}`, 'utf16le')), USER_AGENT)).toBe(true);
    expect(forbidsArchiving(pageWith(`<head></head><body>${tag}`), USER_AGENT)).toBe(false);
    expect(forbidsArchiving(pageWith(`<head><!-- ${tag} --></head>`), USER_AGENT)).toBe(false);
    expect(forbidsArchiving(pageWith(`<head><script>"${tag}"</script></head>`), USER_AGENT)).toBe(false);
    expect(forbidsArchiving(pageWith(''), USER_AGENT)).toBe(false);
  });
});
