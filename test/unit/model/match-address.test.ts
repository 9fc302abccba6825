import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchAddress } from '../../../src/model/match-address.ts';

const HOSTILE = `https://paper.example/s/${'a'.repeat(2_000)}!`;

describe('matchAddress', () => {
  it.each([
    '/s/([a-z]|[a-y])+$',
    '(a|a)*$',
    '(?:a|a)+b',
    'a*a*a*a*a*a*a*a*a*a*b',
    '(.*)(.*)(.*)(.*)(.*)(.*)x$',
    '(\\w+-?)*$',
    '(?=([a-z]|[a-y])+$)x',
    '(?!([a-z]|[a-y])+$)',
    '(a|a?)+\\1$',
  ])('comes to an end in a long address: %s', (source) => {
    const before = process.cpuUsage();
    matchAddress(new RegExp(source), HOSTILE);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(3_000);
  });

  it.each([
    ['-a(\\d+)$', 'https://paper.example/x-a12'],
    ['/(news|sport)/(\\d{4})?', 'https://paper.example/sport/x'],
    ['/(?:article|live)/\\d{4}/[^/?#]+\\.html(?:[?#]|$)', 'https://paper.example/live/2026/x.html?y'],
    ['(?<id>[0-9a-f]{8})', 'https://paper.example/0123abcd/x'],
    ['/a(?=b)', 'https://paper.example/ab'],
    ['/(?!video)[a-z]+$', 'https://paper.example/video'],
    ['(a)\\1', 'https://paper.example/aa'],
    ['nothing', 'https://paper.example/'],
    ['\\/b\\-c', 'https://paper.example/b-c'],
    ['', 'https://paper.example/'],
  ])('finds what JavaScript finds: %s in %s', (source, address) => {
    const found = new RegExp(source).exec(address);
    expect(matchAddress(new RegExp(source, 'g'), address)).toEqual(found === null ? null : [...found]);
    expect(matchAddress(new RegExp(source.toUpperCase(), 'i'), address)?.[0]).toBe(
      new RegExp(source.toUpperCase(), 'i').exec(address)?.[0],
    );
  });

  it('finds what JavaScript finds in whatever addresses', () => {
    const patterns = [
      /\/\d{4}\/\d{2}\/[^/?#]+-a-?(\d+)(?:[?#]|$)/,
      /([a-z-]+)\/(\d+)?/,
      /\b(\w+)\.html?$/,
      /=([^&]*)&?/,
    ];
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.constantFrom(...patterns),
        (url, pattern) => {
          const found = pattern.exec(url);
          expect(matchAddress(pattern, url)).toEqual(found === null ? null : [...found]);
        },
      ),
      { seed: 20_260_301 },
    );
  });
});
