import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../src/review/write-csv.ts';

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['  =1+1', "  '=1+1"],
    ['\uff1d1', "'\uff1d1"],
    ['x;=HYPERLINK(1)', "x;'=HYPERLINK(1)"],
    ['x; \uff20SUM(1)', "x; '\uff20SUM(1)"],
    ['x\t-1', "x\t'-1"],
    ['\t=1', "'\t'=1"],
    ['a = b + c - d @ e', 'a = b + c - d @ e'],
    ['12:30; rain', '12:30; rain'],
  ])('calculates nothing of %j', (given, written) => {
    expect(writeCsv([[given]])).toBe(`\ufeff${written}\r\n`);
  });

  it('calculates nothing of its further lines', () => {
    expect(writeCsv([['one\n=2\r\n+3', 'two;"=1"']])).toBe(`\ufeff"one\n'=2\r\n'+3","two;""=1"""\r\n`);
  });

  it('is a number where it is one', () => {
    expect(writeCsv([[-1]])).toBe('\ufeff-1\r\n');
  });
});
