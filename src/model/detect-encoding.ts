import { createRequire } from 'node:module';

const same = (name: string): [string, string] => [name, name];
/** Encodings that pages were written in before UTF-8: by the detector's names, and by the Encoding Standard's. */
const LEGACY = new Map([
  ...['windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254', 'windows-1255'].map(same),
  ...['windows-1256', 'windows-1257', 'iso-8859-2', 'iso-8859-5', 'koi8-r', 'koi8-u', 'ibm866'].map(same),
  ...['gb18030', 'big5', 'euc-jp', 'shift_jis'].map(same),
  ['cp932', 'shift_jis'],
  ['cp949', 'euc-kr'],
  ['cp874', 'windows-874'],
  ['cp1258', 'windows-1258'],
]);
/** In fewer letters beyond ASCII no language can be told. */
const FEWEST_LETTERS = 4;

type Detector = typeof import('jschardet').chardet;
let detector: Detector | null = null;

/** The legacy encoding that a text without mark-up is most likely in; `null` where nothing is likely. */
export function detectEncoding(text: Uint8Array): string | null {
  if (text.filter((byte) => byte > 0x7f).length < FEWEST_LETTERS) return null;
  // Its tables take 100 ms and 60 MB: only a thread that meets such a page pays for them.
  detector ??= (createRequire(import.meta.url)('jschardet') as { chardet: Detector }).chardet;
  const { encoding } = detector.detect(text, { includeEncodings: LEGACY.keys() });
  return encoding === null ? null : (LEGACY.get(encoding.toLowerCase()) ?? null);
}
