import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuotations } from '../../../src/compare/text/find-quotations.ts';
import { readsTheSame } from '../../../src/compare/text/fold-typography.ts';
import { tokenize } from '../../../src/compare/text/tokenize.ts';
import { isSameImage } from '../../../src/model/image-address.ts';

describe('tokenize', () => {
  it.each([
    ['The U.K. paid $1,200.50 to Mr. Truss.', ['The', 'U.K.', 'paid', '$1,200.50', 'to', 'Mr.', 'Truss', '.']],
    ['It fell 3.5% by 10:30, 1 000 000 in all', ['It', 'fell', '3.5%', 'by', '10:30', ',', '1 000 000', 'in', 'all']],
    ['An 18-month term; don’t go', ['An', '18', '-', 'month', 'term', ';', 'don’t', 'go']],
    ['他说七个月', ['他', '说', '七个', '月']],
    ['', []],
  ])('%s', (text, tokens) => {
    expect(tokenize(text, null).map((token) => token.text)).toEqual(tokens);
  });

  it('loses nothing but the white space at the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tokens = tokenize(text, null);
        expect(tokens.map((token) => token.gap + token.text).join('')).toBe(text.trimEnd());
        for (const { start, text: word } of tokens) expect(text.startsWith(word, start)).toBe(true);
      }),
    );
  });
});

describe('findQuotations', () => {
  it.each([
    ['He said “yes” and "no".', ['yes', 'no']],
    ['Britain’s ‘peace’ plan, the boys’ own', ['peace']],
    ["Britain's 'peace' plan, the boys' own", ['peace']],
    ['Er sagte „ja“ und »nein« dazu', ['ja', 'nein']],
    ['Il dit « oui » et « non »', ['oui', 'non']],
    ['他说「是」', ['是']],
    ['Six feet 2" tall, it’s 5" long', []],
    ['An “open one', []],
    ["'Top Diplomat 'Mocked' Over", ["Top Diplomat 'Mocked"]],
  ])('%s', (text, inner) => {
    expect(findQuotations(text).map((quotation) => quotation.inner)).toEqual(inner);
  });
});

describe('readsTheSame', () => {
  it.each([
    ['“a”', '"a"'],
    ['« a »', '“a”'],
    ['a – b', 'a — b'],
    ['a—b', 'a - b'],
    ['5–6', '5-6'],
    ['a…', 'a...'],
    ['ＡＢＣ', 'ABC'],
    ['a\u00a0b', 'a b'],
    ['soft\u00adhyphen', 'softhyphen'],
  ])('%s is %s', (one, other) => {
    expect(readsTheSame(one, other)).toBe(true);
  });

  it.each([
    ['a', '"a"'],
    ['10²', '102'],
    ['well-known', 'well - known'],
    ['a, b', 'a b'],
    ['Covid', 'COVID'],
  ])('%s is not %s', (one, other) => {
    expect(readsTheSame(one, other)).toBe(false);
  });
});

describe('isSameImage', () => {
  it.each([
    ['https://a.example/p.jpg?w=100', 'https://a.example/p.jpg?w=200'],
    ['https://a.example/image/1360/ab/p.jpg', 'https://a.example/image/640/ab/p.jpg'],
    ['https://a.example/image/article_1360/ab/p.jpg', 'https://a.example/image/article_640/ab/p.jpg'],
    ['https://a.example/2022/02/p-1024x768.jpg', 'https://a.example/2022/02/p.jpg'],
    ['https://img1.a.example/p@2x.jpg', 'https://img2.a.example/p.jpg'],
    ['https://a.example/_next/image?url=%2Fi%2Fp.jpg&w=640', 'https://a.example/_next/image?url=%2Fi%2Fp.jpg&w=1080'],
  ])('%s is %s', (one, other) => {
    expect(isSameImage(one, other)).toBe(true);
  });

  it.each([
    ['https://a.example/p.jpg', 'https://a.example/q.jpg'],
    ['https://a.example/2021/p.jpg', 'https://a.example/2022/p.jpg'],
    ['https://a.example/2022/02/1.jpg', 'https://a.example/2022/02/2.jpg'],
    ['https://a.example/image.php?id=1&w=640', 'https://a.example/image.php?id=2&w=640'],
    ['https://a.example/p.jpg', 'https://b.test/p.jpg'],
  ])('%s is not %s', (one, other) => {
    expect(isSameImage(one, other)).toBe(false);
  });
});
