import { expect, it } from 'vitest';
import { adviseAddress, explainAddress } from '../../../src/review/explain-address.ts';

it.each([
  ['', 'No address was given'],
  ['www.example.org', 'has no scheme: write it with https://'],
  ['example.org:8080/news', 'has no scheme'],
  ['ftp://example.org/', 'Only addresses that begin with https://'],
  ['https://exa mple.org/', 'a slip in the name'],
  [`https://example.org/${'x'.repeat(2_000)}`, 'longer than 2,000'],
])('of %s it is said what is wrong with it', (given, sentence) => {
  expect(explainAddress(given)).toContain(sentence);
});

it.each([
  [
    'a.example could not be reached (ECONNREFUSED); check that the site is up and this machine online.',
    'a slip in the',
  ],
  [
    'a.example gave no TLS certificate to trust: it has expired (X); it is tried again at the next visit.',
    'in a browser',
  ],
  ['The robots.txt of a.example disallows /.', 'ask the newspaper for leave'],
])('to “%s” it is added what to do', (reason, advice) => {
  expect(adviseAddress(reason)).toContain(advice);
  expect(adviseAddress(reason)).not.toContain('next visit');
});

it('leaves as it is what says already what to do', () => {
  const reason = 'No feed or sitemap was found for https://a.example/: look for one on the site.';
  expect(adviseAddress(reason)).toBe(reason);
});
