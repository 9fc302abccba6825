import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../config/duration.ts';
import { findNearestWord } from '../../../config/nearest-word.ts';
import { compilePattern } from '../../../config/pattern.ts';
import {
  cidrSchema,
  cronSchema,
  dateSchema,
  httpUrlSchema,
  languageSchema,
  selectorsSchema,
  timezoneSchema,
} from '../../../config/scalar-schemas.ts';

describe('parseDuration', () => {
  it.each([
    ['500ms', 500],
    ['0s', 0],
    ['30s', 30_000],
    ['90s', 90_000],
    ['5m', 300_000],
    ['5m30s', 330_000],
    ['1h30m', 5_400_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
    ['30d', 2_592_000_000],
    ['2w', 1_209_600_000],
  ])('%s', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  it.each(['', '5', 'm', '5 m', '5 minutes', '5M', '-5m', '1.5h', '5m1h', '5m5m', '5min', '1e3s', '٥m', '99999999w'])(
    'refuses %j',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );

  it('is the sum of its parts', () => {
    const part = fc.nat({ max: 500 });
    fc.assert(
      fc.property(part, part, part, part, (d, h, m, s) => {
        expect(parseDuration(`${d}d${h}h${m}m${s}s`)).toBe((((d * 24 + h) * 60 + m) * 60 + s) * 1000);
      }),
    );
  });
});

describe('compilePattern', () => {
  it.each([
    ['-a(\\d+)$', 1],
    ['/\\d{4}/\\d{2}/[^/]+-a\\d+$', 0],
    ['/(?:[a-z-]+/)+\\d+', 0], // each round needs its slash
    ['(?<id>\\d+)|x(\\d+)', 2],
    ['(\\d+){2}', 1],
    ['[(+)]+', 0],
    ['\\(a+\\)+', 0],
  ])('takes %s', (text, groups) => {
    expect(compilePattern(text)).toEqual({ pattern: new RegExp(text), groups });
  });

  it.each(['', '(', '[z-a]', '(a+)+$', '(?:\\w*)*', '([^/]+)+x', '(\\w+-?)*$', '(?:-?\\w+)+', '(.+){2,}', '(a+?)+'])(
    'refuses %s',
    (text) => {
      expect(compilePattern(text)).toHaveProperty('problem');
    },
  );
});

describe('findNearestWord', () => {
  it.each([
    ['evry', 'every'],
    ['cron_', 'cron'],
    ['Revisit', 'revisit'],
    ['reivsit', 'revisit'],
    ['frobnicate', null],
    ['x', null],
  ])('%s → %s', (typed, expected) => {
    expect(findNearestWord(typed, ['every', 'cron', 'revisit'])).toBe(expected);
  });

  it('finds a word of three letters or more with one letter missing', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.nat(), (text, at) => {
        const index = at % text.length;
        expect(findNearestWord(text.slice(0, index) + text.slice(index + 1), [text])).toBe(text);
      }),
    );
  });
});

describe('scalars', () => {
  const tables = {
    url: [
      httpUrlSchema(),
      ['https://a.example/x?y#z', 'HTTP://a.example/', 'https://пример.укр/'],
      [
        '',
        'a.example',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'https://',
        'https:a.example',
        '//a.example',
        'https://u@a.example/',
      ],
    ],
    selector: [
      selectorsSchema(),
      ['p', 'div:has(> p)', '.a > :not(.b, .c)', "a[href*='/20']", ['h1', '#x']],
      ['', 'a[', ':nope', 'p::text', ',', '<p>', 'a,,b', ['p', 'a[']],
    ],
    cron: [
      cronSchema(),
      ['*/5 6-23 * * *', '0 */5 * * * *', '0 0 29 2 *', '@daily'],
      ['', '* * * *', '61 * * * *', '* * * * * * *', '0 0 31 4 *', 'every 5 minutes'],
    ],
    timezone: [
      timezoneSchema(),
      ['UTC', 'Europe/Kyiv', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires'],
      ['', 'Moscow', '+03:00', '-0300', 'Europe'],
    ],
    language: [
      languageSchema(),
      ['en', 'pt-BR', 'zh-Hant-HK', 'no', 'nb', 'sah'],
      ['', 'english', 'en_GB', 'e', '12', 'pt-'],
    ],
    date: [
      dateSchema(),
      ['2020-01-31', '2024-02-29'],
      ['', '2020-1-1', '2023-02-29', '2020-13-01', '31.01.2020', '2020-01-01T00:00:00Z'],
    ],
    cidr: [
      cidrSchema(),
      ['127.0.0.0/8', 'fd00::/8', '::1/128', '127.0.0.1', '::1'],
      ['', '10.0.0.0/33', '127.1', '127.1/8', '0x7f.0.0.1/8', 'localhost', '10.0.0.0/', '::1/129'],
    ],
  } as const;
  describe.each(Object.entries(tables))('%s', (_name, [schema, good, bad]) => {
    it.each(good.map((value) => [value]))('takes %j', (value) => {
      expect(schema.safeParse(value).error?.issues).toBeUndefined();
    });
    it.each(bad.map((value) => [value]))('refuses %j', (value) => {
      expect(schema.safeParse(value).success).toBe(false);
    });
    it.each([[5], [true], [null], [{}]])('refuses %j, which is no text', (value) => {
      expect(schema.safeParse(value).success).toBe(false);
    });
  });

  it('gives them in their canonical spelling', () => {
    expect(languageSchema().parse('PT-br')).toBe('pt-BR');
    expect(cidrSchema().parse('127.0.0.1')).toBe('127.0.0.1/32');
    expect(httpUrlSchema().parse(' HTTPS://A.example ')).toBe('https://a.example/');
  });
});
