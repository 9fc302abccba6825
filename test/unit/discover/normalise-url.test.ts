import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanUrl, normaliseUrl } from '../../../src/discover/normalise-url.ts';
import { readAddress } from '../../../src/discover/read-address.ts';

const webUrl = fc.webUrl({ withQueryParameters: true, withFragments: true });

describe('cleanUrl', () => {
  it.each([
    ['HTTPS://Paper.Example:443/a', 'https://paper.example/a'],
    ['http://paper.example:80', 'http://paper.example/'],
    ['https://paper.example./a#top', 'https://paper.example/a'],
    ['https://u:p@paper.example/a', 'https://paper.example/a'],
    ['https://paper.example/a?utm_source=x&UTM_Medium=y&fbclid=1', 'https://paper.example/a'],
    ['https://paper.example/a?id=5&utm_source=x&page=2', 'https://paper.example/a?id=5&page=2'],
    ['https://paper.example/a?b=%20c+d&e&at_medium=rss', 'https://paper.example/a?b=%20c+d&e'],
    ['https://paper.example/a?utm%5Fsource=x', 'https://paper.example/a'],
    ['https://paper.example/a?%zz=1', 'https://paper.example/a?%zz=1'],
    ['https://paper.example/a?', 'https://paper.example/a'],
    ['https://paper.example/%66oo%7e/%d0%bd', 'https://paper.example/foo~/%D0%BD'],
    ['https://paper.example/a/%2e%2e/b/../c', 'https://paper.example/c'],
    ['https://paper.example/a%2Fb', 'https://paper.example/a%2Fb'],
    ['https://paper.example/новости', 'https://paper.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8'],
    ['https://paper.example//a?b=1&a=2&c=', 'https://paper.example//a?b=1&a=2&c='],
    ['https://paper.example/a?ref=front&source=x&sid=7', 'https://paper.example/a?ref=front&source=x&sid=7'],
  ])('makes %s to %s', (url, expected) => {
    expect(cleanUrl(new URL(url)).href).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(webUrl, (url) => {
        const once = cleanUrl(new URL(url));
        expect(cleanUrl(once).href).toBe(once.href);
      }),
    );
  });
});

describe('normaliseUrl', () => {
  it.each([
    ['https://paper.example//a///b?b=1&a=2&c=&=3&&', 'https://paper.example/a/b?a=2&b=1&c'],
    ['https://paper.example/a;jsessionid=0A1B?PHPSESSID=9&id=4', 'https://paper.example/a?id=4'],
    ['https://paper.example/a;v=1', 'https://paper.example/a;v=1'],
    ['https://paper.example/100%?q=[x]^|`{}', 'https://paper.example/100%25?q=%5Bx%5D%5E%7C%60%7B%7D'],
    ['https://paper.example/a?x=2&x=1', 'https://paper.example/a?x=2&x=1'],
    ['https://paper.example/?a=%2f', 'https://paper.example/?a=%2F'],
    ['https://bücher.example:8443/', 'https://xn--bcher-kva.example:8443/'],
  ])('makes %s to %s', (url, expected) => {
    expect(normaliseUrl(new URL(url)).href).toBe(expected);
  });

  it('changes nothing the second time, and comes to the same for what was cleaned before', () => {
    const odd = fc
      .array(
        fc.constantFrom(
          'a',
          '/',
          '//',
          '?',
          '&',
          '=',
          '%',
          '%41',
          '%2e',
          '..',
          ';jsessionid=1',
          '[',
          '#',
          'é',
          'utm_x=1',
        ),
      )
      .map((pieces) => `https://paper.example/${pieces.join('')}`);
    fc.assert(
      fc.property(fc.oneof(webUrl, odd), (url) => {
        const once = normaliseUrl(new URL(url));
        expect(normaliseUrl(once).href).toBe(once.href);
        expect(normaliseUrl(cleanUrl(new URL(url))).href).toBe(once.href);
      }),
    );
  });
});

describe('readAddress', () => {
  it.each([
    [' https://paper.example/a \n', 'https://paper.example/a'],
    ['paper.example/a', 'http://paper.example/a'],
    ['paper.example:8080', 'http://paper.example:8080/'],
    ['https://paper%2Eexample/', 'https://paper.example/'],
  ])('reads %j', (text, expected) => {
    const address = readAddress(text);
    expect(address.kind === 'url' && address.url.href).toBe(expected);
  });

  it.each([
    ['', 'no scheme'],
    ['/a', 'no scheme'],
    ['news', 'no scheme'],
    ['http://', 'no host'],
    ['http://[1/', 'no name of a host'],
    ['https://example%2Xcom/', 'no name of a host'],
    ['mailto:a@paper.example', 'only http and https'],
    ['javascript:alert(1)', 'only http and https'],
    ['ftp://paper.example/', 'only http and https'],
  ])('refuses %j and says why', (text, why) => {
    expect(readAddress(text)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(why) });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readAddress(text).kind !== undefined));
  });
});

const shared = process.env.STET_SHARED;
const FOLDER = join(shared ?? '', 'suites', 'urls');
/** Rows of crawler-commons that stet answers otherwise, on purpose. */
const DEVIATIONS: Record<string, string> = {
  'file:///foo/bar.txt': 'files are never fetched',
  'file:/path/index.html': 'files are never fetched',
  'file:/var/www/html/////./bar/index.html': 'files are never fetched',
  'file:/var/www/html/foo/../bar/index.html': 'files are never fetched',
  'ftp:/': 'FTP is never fetched',
  'ftp://foo.com/index.html': 'FTP is never fetched',
  'http:////': 'an address without a host is refused with a reason',
  'http:///////': 'an address without a host is refused with a reason',
};

function readRows(): [string, string][] {
  const lines = readFileSync(join(FOLDER, 'weirdToNormalizedUrls.csv'), 'utf8').split('\n');
  const rows = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return rows.map((row) => {
    const comma = row.lastIndexOf(',');
    const found = row.slice(0, comma).replace(/^"(.*)"$/, (_, quoted: string) => quoted.replaceAll('""', '"'));
    return [found, row.slice(comma + 1).trim()];
  });
}

describe.skipIf(shared === undefined)('the addresses of crawler-commons (needs STET_SHARED)', () => {
  it('are normalised as there, but for those that are never fetched', () => {
    const rows = readRows();
    const differing = rows.flatMap(([found, wanted]) => {
      const address = readAddress(found);
      return address.kind === 'url' && normaliseUrl(address.url).href === wanted ? [] : [found.trim()];
    });
    expect(rows).toHaveLength(112);
    expect(differing.toSorted()).toEqual(Object.keys(DEVIATIONS).toSorted());
  });

  it('are refused with a reason where they are none', () => {
    const lines = readFileSync(join(FOLDER, 'invalidUrls.csv'), 'utf8').split('\n');
    const invalid = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
    expect(invalid.length).toBeGreaterThan(0);
    for (const line of invalid) expect(readAddress(line)).toMatchObject({ kind: 'refused' });
  });
});
