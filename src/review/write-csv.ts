import { stringify } from 'csv-stringify/sync';

/** A line that ends within a cell; the library quotes none but those that it ends lines with. */
const LINE_END = /[\r\n]/;

/**
 * Rows as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel reads another encoding. A cell that a
 * spreadsheet would calculate begins with an apostrophe instead (OWASP, "CSV Injection").
 */
export function writeCsv(rows: (string | number)[][]): string {
  return stringify(rows, { bom: true, escape_formulas: true, quoted_match: LINE_END, record_delimiter: 'windows' });
}
