import { stringify } from 'csv-stringify/sync';

/** A line that ends within a cell; the library quotes none but those that it ends lines with. */
const LINE_END = /[\r\n]/;

/**
 * Where a spreadsheet would begin to calculate: at the start of a cell, and within it behind what some take for the end of
 * one, a semicolon above all, which divides cells where the comma is the decimal sign.
 */
const FORMULA = /(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])(?<=(?:^|[;\t\r\n]) *)/g;

/**
 * Rows as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel reads another encoding. What a spreadsheet
 * would calculate has an apostrophe before it (OWASP, "CSV Injection").
 */
export function writeCsv(rows: (string | number)[][]): string {
  const tamed = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.replaceAll(FORMULA, "'") : cell)));
  return stringify(tamed, { bom: true, quoted_match: LINE_END, record_delimiter: 'windows' });
}
