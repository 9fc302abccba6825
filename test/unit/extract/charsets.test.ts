import { describe, expect, it } from 'vitest';
import { decodePage as decodeInPieces } from '../../../src/extract/decode-page.ts';

const decodePage = (...page: Parameters<typeof decodeInPieces>) => decodeInPieces(...page).join('');

const bytesOfEncoding = new Map<string, Map<string, number[]>>();

/** The bytes of each letter of an encoding that `TextEncoder` does not write: its decoder, turned round. */
function lettersOf(encoding: string): Map<string, number[]> {
  const known = bytesOfEncoding.get(encoding);
  if (known !== undefined) return known;
  const letters = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding);
  for (let first = 255; first >= 0; first -= 1) {
    for (let second = 255; first > 127 && second > 63; second -= 1) {
      const letter = decoder.decode(Uint8Array.of(first, second));
      if ([...letter].length === 1) letters.set(letter, [first, second]);
    }
    letters.set(decoder.decode(Uint8Array.of(first)), [first]);
  }
  bytesOfEncoding.set(encoding, letters);
  return letters;
}

function encodeAs(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding.startsWith('utf-16')) {
    const bytes = Buffer.from(text, 'utf16le');
    return Uint8Array.from(encoding === 'utf-16be' ? bytes.swap16() : bytes);
  }
  const letters = lettersOf(encoding);
  return Uint8Array.from([...text].flatMap((letter) => letters.get(letter) ?? [0x3f]));
}

const TEXTS: [encoding: string, text: string][] = [
  [
    'windows-1252',
    'Das Fährschiff blieb „über Nacht“ im Hafen – für die Gäste gab es Brötchen, und wer wollte, durfte später zurück an Land. Der Kapitän sagte, das Öl sei schuld.',
  ],
  [
    'windows-1250',
    'Prom został w porcie, a załoga poszła spać: źle się stało, że nikt nie uprzedził pasażerów. „Wypłyniemy w środę”, obiecał później dyżurny z przystani.',
  ],
  [
    'iso-8859-2',
    'Prom został w porcie, a załoga poszła spać: źle się stało, że nikt nie uprzedził pasażerów. Wypłyniemy w środę, obiecał później dyżurny z przystani.',
  ],
  [
    'windows-1251',
    'Паром не вышел из порта, и пассажиры пошли домой. Капитан сказал, что судно отправится в среду утром, если утихнет ветер.',
  ],
  [
    'koi8-r',
    'Паром не вышел из порта, и пассажиры пошли домой. Капитан сказал, что судно отправится в среду утром, если утихнет ветер.',
  ],
  [
    'windows-1253',
    'Το πλοίο δεν έφυγε από το λιμάνι και οι επιβάτες γύρισαν στα σπίτια τους. Ο καπετάνιος είπε ότι θα φύγει την Τετάρτη το πρωί.',
  ],
  [
    'windows-1254',
    'Vapur limandan çıkmadı, yolcular da evlerine döndü. Kaptan, rüzgâr dinerse geminin çarşamba sabahı yola çıkacağını söyledi; kimse şaşırmadı.',
  ],
  [
    'windows-1255',
    'המעבורת לא יצאה מהנמל והנוסעים חזרו הביתה. רב החובל אמר כי הספינה תצא ביום רביעי בבוקר אם הרוח תירגע.',
  ],
  [
    'windows-1256',
    'لم تغادر العبارة الميناء وعاد الركاب إلى بيوتهم. وقال القبطان إن السفينة ستبحر صباح الأربعاء إذا هدأت الرياح في البحر.',
  ],
  ['shift_jis', '船は港に残り、乗客は家に帰った。船長は、風がやめば水曜日の朝に出港すると話した。'],
  ['euc-jp', '船は港に残り、乗客は家に帰った。船長は、風がやめば水曜日の朝に出港すると話した。'],
  ['gb18030', '渡船没有离开港口，乘客都回家了。船长说，如果风停了，船将在星期三早上出发。'],
  ['big5', '渡船沒有離開港口，乘客都回家了。船長說，如果風停了，船將在星期三早上出發。'],
  ['euc-kr', '배는 항구에 남았고 승객들은 집으로 돌아갔다. 선장은 바람이 잦아들면 수요일 아침에 출항한다고 말했다.'],
];
const EAST_ASIAN = /^(?:shift_jis|euc-jp|gb18030|big5|euc-kr)$/;
/** Mark-up around a text, with ASCII letters enough to drown it. */
const pageOf = (text: string, meta = '') =>
  `<html><head>${meta}<title>${text.slice(0, 20)}</title><style>.a{color:red}</style><script>var ready = "if (a < b) go();";</script>` +
  `</head><body><!-- ${'nothing '.repeat(50)} --><nav><a href="/news">News</a> | <a href="/sport">Sport</a></nav><p>${text}</p><p class="end">${text}</p></body></html>`;

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

  it('is told by its letters where nothing is said', () => {
    const page = pageOf(text);
    expect(decodePage(encodeAs(page, encoding), null)).toBe(page);
  });

  it('is told by its letters where header and meta say UTF-8', () => {
    const page = pageOf(text, '<meta charset="utf-8">');
    expect(decodePage(encodeAs(page, encoding), 'text/html; charset=utf-8')).toBe(page);
  });

  it('is told by its letters where header and meta say UTF-16', () => {
    const page = pageOf(text, '<meta charset="utf-16">');
    expect(decodePage(encodeAs(page, encoding), 'text/html; charset=utf-16')).toBe(page);
  });

  it('keeps its encoding for all of a slip or two', () => {
    const page = pageOf(text);
    const slipped = Uint8Array.from([...encodeAs(page, encoding), 0xff, 0x20, 0xff]);
    const said = decodePage(slipped, `text/html; charset=${encoding}`);
    expect(said.startsWith(page)).toBe(true);
  });
});

describe('a declaration that is another encoding’s', () => {
  // Neither in Latin letters nor in their own: what such a declaration would make of these bytes nobody writes.
  const others = ['iso-8859-1', 'windows-1252', 'iso-8859-2', 'windows-1254'];
  const foreign = TEXTS.filter(([encoding]) => /125[13-56]|koi8/.test(encoding) && encoding !== 'windows-1254');
  const eastern = TEXTS.filter(([encoding]) => EAST_ASIAN.test(encoding));
  const lies = [...foreign, ...eastern].flatMap(([encoding, text]) => others.map((said) => [encoding, said, text]));
  it.each(lies)('of %s bytes as %s gives way', (encoding = '', said, text = '') => {
    const page = pageOf(text, `<meta charset="${said}">`);
    expect(decodePage(encodeAs(page, encoding), `text/html; charset=${said}`)).toBe(page);
  });

  it.each([
    ['windows-1251', 'koi8-r'],
    ['koi8-r', 'windows-1251'],
    ['windows-1252', 'shift_jis'],
    ['windows-1251', 'gb18030'],
    ['windows-1250', 'iso-8859-2'],
    ['windows-1253', 'windows-1251'],
    ['gb18030', 'shift_jis'],
    ['shift_jis', 'euc-jp'],
    ['euc-jp', 'shift_jis'],
    ['big5', 'gb18030'],
  ])('of %s bytes as %s gives way', (encoding, said) => {
    const text = (TEXTS.find(([one]) => one === encoding)?.[1] ?? '').repeat(2);
    const page = pageOf(text, `<meta charset="${said}">`);
    expect(decodePage(encodeAs(page, encoding), `text/html; charset=${said}`)).toBe(page);
  });
});

describe('a page of UTF-8', () => {
  const texts = TEXTS.map(([encoding, text]) => [encoding, pageOf(text)]);
  it.each(texts)('with bad bytes in it stays UTF-8 where header and meta say %s', (encoding, page = '') => {
    const bytes = new TextEncoder().encode(page.replace('</body>', '@@</body>'));
    const spoilt = bytes.map((byte) => (byte === 0x40 ? 0xe9 : byte));
    expect(decodePage(spoilt, `text/html; charset=${encoding}`)).toBe(page.replace('</body>', '��</body>'));
  });

  it('stays UTF-8 with a comment in another encoding', () => {
    const [before = '', after = ''] = pageOf(TEXTS[3]?.[1] ?? '').split('<p class="end">');
    const comment = encodeAs('<p>Спасибо, пока!</p>', 'windows-1251');
    const bytes = Buffer.concat([Buffer.from(before), comment, Buffer.from(after)]);
    expect(decodePage(bytes, 'text/html; charset=utf-8').startsWith(before)).toBe(true);
    expect(decodePage(bytes, null).startsWith(before)).toBe(true);
  });
});

describe('a page whose text is too short to tell', () => {
  it('is what it says', () =>
    expect(decodePage(encodeAs('Жук', 'windows-1251'), 'text/html; charset=cp1252')).toBe('Æóê'));
  it('is windows-1252 where it says nothing', () =>
    expect(decodePage(Uint8Array.of(0x93, 0x41, 0x94), null)).toBe('“A”'));
});

it.each(['utf-16le', 'utf-16be'])('a page in %s is told by its header, or its mark', (encoding) => {
  const text = 'Паром остался. The ferry stayed.';
  expect(decodePage(encodeAs(text, encoding), `text/html; charset=${encoding}`)).toBe(text);
  expect(decodePage(encodeAs(`\ufeff${text}`, encoding), 'text/html; charset=utf-8')).toBe(text);
});
