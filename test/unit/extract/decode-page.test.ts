import { describe, expect, it } from 'vitest';
import { decodePage as decodeInPieces } from '../../../src/extract/decode-page.ts';

const decodePage = (...page: Parameters<typeof decodeInPieces>) => decodeInPieces(...page).join('');

const utf8 = (text: string) => new TextEncoder().encode(text);
const join = (...parts: (Uint8Array | number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Cyrillic capital and small letters in windows-1251 stand in the order of Unicode from 0xC0. */
function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });
}

const RUSSIAN = 'Паром не вышел из порта';

describe('decodePage', () => {
  const cases: [title: string, bytes: Uint8Array, contentType: string | null, expected: string][] = [
    ['a UTF-8 mark beats the header', join([0xef, 0xbb, 0xbf], utf8('é')), 'text/html; charset=windows-1252', 'é'],
    ['a UTF-16 mark', join([0xff, 0xfe], [0x41, 0x00, 0x16, 0x04]), null, 'AЖ'],
    ['the header', windows1251(RUSSIAN), 'text/html; charset=windows-1251', RUSSIAN],
    ['the header, quoted and in capitals', windows1251(RUSSIAN), 'Text/HTML; Charset="CP1251"', RUSSIAN],
    [
      'the meta',
      windows1251(`<meta charset="windows-1251">${RUSSIAN}`),
      'text/html',
      `<meta charset="windows-1251">${RUSSIAN}`,
    ],
    [
      'the old form of the meta',
      windows1251(`<meta http-equiv=Content-Type content="text/html; charset=windows-1251">${RUSSIAN}`),
      null,
      `<meta http-equiv=Content-Type content="text/html; charset=windows-1251">${RUSSIAN}`,
    ],
    [
      'an XML declaration',
      windows1251(`<?xml version="1.0" encoding="windows-1251"?>${RUSSIAN}`),
      null,
      `<?xml version="1.0" encoding="windows-1251"?>${RUSSIAN}`,
    ],
    ['valid UTF-8 that says nothing', utf8(RUSSIAN), null, RUSSIAN],
    ['neither said nor UTF-8', Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x93]), null, 'café “'],
    ['latin-1 is windows-1252', Uint8Array.from([0x80, 0xe9]), 'text/html; charset=iso-8859-1', '€é'],
    [
      'a header that says UTF-8 over bytes that are what the meta says',
      windows1251(`<meta charset="windows-1251">${RUSSIAN}`),
      'text/html; charset=utf-8',
      `<meta charset="windows-1251">${RUSSIAN}`,
    ],
    [
      'a blanket latin-1 header over a page that says, and is, UTF-8',
      utf8(`<meta charset="utf-8">${RUSSIAN}`),
      'text/html; charset=iso-8859-1',
      `<meta charset="utf-8">${RUSSIAN}`,
    ],
    ['a label that nobody knows', utf8('é'), 'text/html; charset=klingon', 'é'],
    ['UTF-8 cut within a letter stays UTF-8', utf8('Жук').subarray(0, 5), null, 'Жу'],
    [
      'one bad byte does not make UTF-8 another encoding',
      join(utf8('Жук '), [0xff]),
      'text/html; charset=utf-8',
      'Жук �',
    ],
    [
      'a meta in a comment says nothing',
      utf8('<!-- <meta charset="windows-1251"> -->é'),
      null,
      '<!-- <meta charset="windows-1251"> -->é',
    ],
    ['no bytes', new Uint8Array(), null, ''],
  ];
  for (const [title, bytes, contentType, expected] of cases) {
    it(title, () => expect(decodePage(bytes, contentType)).toBe(expected));
  }

  it('looks for a meta only in the first 1024 bytes', () => {
    const late = windows1251(`${' '.repeat(1024)}<meta charset="windows-1251">Ж.`);
    expect(decodePage(late, null).at(-2)).toBe('Æ');
  });

  it('reads Shift_JIS, GBK and EUC-KR', () => {
    expect(decodePage(Uint8Array.from([0x93, 0xfa, 0x96, 0x7b]), 'text/html; charset=Shift_JIS')).toBe('日本');
    expect(decodePage(Uint8Array.from([0xd6, 0xd0, 0xb9, 0xfa]), 'text/html; charset=gb2312')).toBe('中国');
    expect(decodePage(Uint8Array.from([0xc7, 0xd1, 0xb1, 0xb9]), 'text/html; charset=euc-kr')).toBe('한국');
  });
});
