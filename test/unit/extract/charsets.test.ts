import { describe, expect, it } from 'vitest';
import { decodePage } from '../../../src/extract/decode-page.ts';

/** Bytes of a text in an encoding that `TextEncoder` does not write: its decoder, turned round. */
function encodeAs(text: string, encoding: string): Uint8Array {
  if (encoding.startsWith('utf-16')) {
    const bytes = Buffer.from(text, 'utf16le');
    return Uint8Array.from(encoding === 'utf-16be' ? bytes.swap16() : bytes);
  }
  const bytesOf = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding);
  for (let first = 255; first >= 0; first -= 1) {
    for (let second = 255; first > 127 && second > 63; second -= 1) {
      const letter = decoder.decode(Uint8Array.of(first, second));
      if ([...letter].length === 1) bytesOf.set(letter, [first, second]);
    }
    bytesOf.set(decoder.decode(Uint8Array.of(first)), [first]);
  }
  return Uint8Array.from([...text].flatMap((letter) => bytesOf.get(letter) ?? [0x3f]));
}

const TEXTS: [encoding: string, text: string][] = [
  ['windows-1252', 'Das Fährschiff blieb “über Nacht” im Hafen – für 5 €.'],
  ['iso-8859-2', 'Prom został w porcie, a załoga poszła spać: źle się stało.'],
  ['windows-1251', 'Паром не вышел из порта, и пассажиры пошли домой.'],
  ['koi8-r', 'Паром не вышел из порта, и пассажиры пошли домой.'],
  ['shift_jis', '船は港に残り、乗客は家に帰った。'],
  ['euc-jp', '船は港に残り、乗客は家に帰った。'],
  ['gb18030', '渡船没有离开港口，乘客都回家了。'],
  ['big5', '渡船沒有離開港口，乘客都回家了。'],
  ['euc-kr', '배는 항구에 남았고 승객들은 집으로 돌아갔다.'],
];

describe.each(TEXTS)('a page in %s', (encoding, text) => {
  const bytes = encodeAs(text, encoding);
  it('is told by the header', () => expect(decodePage(bytes, `text/html; charset=${encoding}`)).toBe(text));

  const declared = `<meta charset="${encoding}"><p>${text}`;
  it('is told by its meta', () => expect(decodePage(encodeAs(declared, encoding), 'text/html')).toBe(declared));

  it('is told by its meta when the header says UTF-8', () =>
    expect(decodePage(encodeAs(declared, encoding), 'text/html; charset=utf-8')).toBe(declared));

  const long = text.repeat(4);
  it('is UTF-8 where its bytes are, whatever the header says', () =>
    expect(decodePage(new TextEncoder().encode(long), `text/html; charset=${encoding}`)).toBe(long));
});

it.each(['utf-16le', 'utf-16be'])('a page in %s is told by its header, or its mark', (encoding) => {
  const text = 'Паром остался. The ferry stayed.';
  expect(decodePage(encodeAs(text, encoding), `text/html; charset=${encoding}`)).toBe(text);
  expect(decodePage(encodeAs(`\ufeff${text}`, encoding), 'text/html; charset=utf-8')).toBe(text);
});
