import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMatches, matchesSearch } from '../../../src/model/match-search.ts';
import { parseSearch } from '../../../src/model/parse-search.ts';
import { splitWords } from '../../../src/model/split-words.ts';

describe('the words of a text', () => {
  it.each([
    ['Zürich’s Straße', ['zurich', 's', 'strasse']],
    ['1,200 of 12.5', ['1', '200', 'of', '12', '5']],
    ['İstanbul ISTANBUL ısı', ['istanbul', 'istanbul', 'isi']],
    ['Ёлка и Йод', ['елка', 'и', 'иод']],
    ['أَحْمَد', ['احمد']],
    ['שָׁלוֹם', ['שלום']],
    ['東京都', ['東京', '京都', '都']],
    ['2024年', ['2024', '年']],
    ['서울에서', ['서울', '울에', '에서', '서']],
    ['สวัสดีชาวโลก', ['สวัสดี', 'ชาว', 'โลก']],
    ['हिन्दी', ['हिन्दी']],
    ['ＡＢＣ１２３', ['abc123']],
    ['ko\u00ADop', ['koop']],
    ['—…!', []],
  ])('of %j', (text, words) => {
    expect(splitWords(text).map(({ folded }) => folded)).toEqual(words);
  });

  it('stand where they say, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        for (const { folded, start, end } of splitWords(text)) {
          expect(folded).not.toBe('');
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end).length).toBe(end - start);
        }
      }),
    );
  });
});

describe('a search', () => {
  it.each([
    ['workers', 'Twelve workers were hurt.', true],
    ['Workers HURT', 'Twelve workers were hurt.', true],
    ['workers gone', 'Twelve workers were hurt.', false],
    ['"workers were"', 'Twelve workers were hurt.', true],
    ['"were workers"', 'Twelve workers were hurt.', false],
    ['“workers were”', 'Twelve workers were hurt.', true],
    ['«были ранены»', 'Рабочие были ранены.', true],
    ['"workers were', 'Twelve workers were hurt.', true],
    ['workers -hurt', 'Twelve workers were hurt.', false],
    ['workers -"hurt were"', 'Twelve workers were hurt.', true],
    ['-hurt', 'Twelve workers stayed.', false],
    ['work*', 'Twelve workers were hurt.', true],
    ['ork*', 'Twelve workers were hurt.', false],
    ["don't", 'They don’t know.', true],
    ["don't", 'They don, and t.', false],
    ['1,200', 'It had 1.200 seats.', true],
    ['zurich', 'In Zürich', true],
    ['Zürich', 'in ZURICH', true],
    ['東京', '昨日、東京都は', true],
    ['京', '東京', true],
    ['京', '京都', true],
    ['京東', '東京', false],
    ['東京開催', '東京で大会が開催される', true],
    ['"東京開催"', '東京で開催される', false],
    ['北京市政府', '北京市政府宣布', true],
    ['서울', '서울에서', true],
    ['โลก', 'สวัสดีชาวโลก', true],
    ['احمد', 'قال أَحْمَد', true],
    ['', 'anything', false],
    ['"', 'anything', false],
    ['- * " -"" ()&|!:<->\\', 'anything', false],
  ])('for %j in %j: %j', (query, text, isFound) => {
    expect(matchesSearch(parseSearch(query), text)).toBe(isFound);
    if (isFound) expect(findMatches(parseSearch(query), text)).not.toEqual([]);
  });

  it('marks what was looked for, and what touches as one', () => {
    const marked = (query: string, text: string) =>
      findMatches(parseSearch(query), text).map(({ start, end }) => text.slice(start, end));
    expect(marked('"put 12" workers', 'It put 12 workers; workers put.')).toEqual(['put 12', 'workers', 'workers']);
    expect(marked('東京都', 'その東京都だ')).toEqual(['東京都']);
    expect(marked('京', '東京都')).toEqual(['京']);
    expect(marked('strasse', 'Die Straße.')).toEqual(['Straße']);
  });

  it('finds any stretch of words of any text, in quotation marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(), fc.nat(), (text, from, length) => {
        const words = splitWords(text.replaceAll('"', ' '));
        fc.pre(words.length > 0);
        const first = words[from % words.length];
        const last = words[Math.min(words.length - 1, (from % words.length) + (length % 5))];
        const stretch = text.replaceAll('"', ' ').slice(first?.start, last?.end);
        expect(matchesSearch(parseSearch(`"${stretch}"`), text.replaceAll('"', ' '))).toBe(true);
      }),
    );
  });
});
