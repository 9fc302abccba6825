import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../src/extract/fields/parse-date.ts';

describe('parseDate', () => {
  const cases: [text: string, timezone: string | null, expected: string | null][] = [
    ['2022-02-11T12:05:00+03:00', null, '2022-02-11T12:05:00+03:00'],
    ['2022-02-11T12:05:00+0300', null, '2022-02-11T12:05:00+03:00'],
    ['2022-02-11T09:05:00.123Z', null, '2022-02-11T09:05:00Z'],
    ['2022-02-11 12:05', null, '2022-02-11T12:05:00'],
    ['2022-02-11 12:05', 'Europe/Moscow', '2022-02-11T12:05:00+03:00'],
    ['2022-07-11 12:05', 'Europe/Berlin', '2022-07-11T12:05:00+02:00'],
    ['2022-12-11 12:05', 'Europe/Berlin', '2022-12-11T12:05:00+01:00'],
    ['2022-02-11T12:05:00-05:00', 'Europe/Berlin', '2022-02-11T12:05:00-05:00'],
    ['2022-02-11', 'Europe/Berlin', '2022-02-11'],
    ['20220211T120500Z', null, '2022-02-11T12:05:00Z'],
    ['1644570300', null, '2022-02-11T09:05:00Z'],
    ['1644570300000', null, '2022-02-11T09:05:00Z'],
    ['Fri, 11 Feb 2022 12:05:09 +0300', null, '2022-02-11T12:05:09+03:00'],
    ['February 11, 2022', null, '2022-02-11'],
    ['Updated Feb. 11, 2022 at 4:05 p.m.', null, '2022-02-11T16:05:00'],
    ['12:30 AM, 1 January 2020', null, '2020-01-01T00:30:00'],
    ['11. Februar 2022, 09:05 Uhr', 'Europe/Berlin', '2022-02-11T09:05:00+01:00'],
    ['11.02.2022, 17:30 Uhr', null, '2022-02-11T17:30:00'],
    ['11 de febrero de 2022', null, '2022-02-11'],
    ['11 février 2022 à 18h20', null, '2022-02-11T18:20:00'],
    ['11 февраля 2022', null, '2022-02-11'],
    ['Fr 11.02.22 | 17:30 Uhr | Von Anna Muster', null, '2022-02-11T17:30:00'],
    ['2022年2月11日 17:30', null, '2022-02-11T17:30:00'],
    ['2022. 2. 11. 17:30', null, '2022-02-11T17:30:00'],
    ['2022 m. vasario 11 d.', null, '2022-02-11'],
    ['11 лютого 2022, 17:30', 'Europe/Kyiv', '2022-02-11T17:30:00+02:00'],
    ['11 Şubat 2022 - 17:30', null, '2022-02-11T17:30:00'],
    ['Feb. 11, 2022, 4:05 p.m. EST', null, '2022-02-11T16:05:00-05:00'],
    ['July 11, 2022, 4:05 PM ET', null, '2022-07-11T16:05:00-04:00'],
    ['23/02/2022 KL. 09:00', null, '2022-02-23T09:00:00'],
    ['02/23/2022', null, '2022-02-23'],
    ['03/02/2022', null, null],
    ['31.02.2022', null, null],
    ['2022-13-01', null, null],
    ['2022-02-11T25:00:00Z', null, null],
    ['two hours ago', null, null],
    ['', null, null],
  ];
  for (const [text, timezone, expected] of cases) {
    it(`${text || '(nothing)'}${timezone === null ? '' : ` in ${timezone}`}`, () =>
      expect(parseDate(text, timezone)).toBe(expected));
  }
});
