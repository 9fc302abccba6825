import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readEndpoint } from '../../../src/discover/read-endpoint.ts';

const url = new URL('https://paper.example/x');
const read = (kind: 'feed' | 'sitemap' | 'section', bytes: Uint8Array, contentType: string | null = null) =>
  readEndpoint({ url, bytes, contentType }, { kind, links: null });

const rss = (prolog: string, title: string) =>
  `${prolog}<rss version="2.0"><channel><item><title>${title}</title><link>/1</link></item></channel></rss>`;
/** Cyrillic letters of windows-1251, which lie 0x350 below their code points. */
const cyrillic = (text: string) =>
  Buffer.from([...text].map((letter) => (letter > '\x7f' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))));
const utf16 = (text: string, mark: string) => Buffer.from(mark + text, 'utf16le');

describe('readEndpoint', () => {
  it.each([
    ['UTF-8', Buffer.from(rss('', 'Новость')), null],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${rss('', 'Новость')}`), 'text/xml; charset=iso-8859-1'],
    [
      'UTF-8 that calls itself something else',
      Buffer.from(rss('<?xml version="1.0" encoding="windows-1251"?>', 'Новость')),
      'text/xml; charset=iso-8859-1',
    ],
    [
      'the encoding of the prolog',
      cyrillic(rss('<?xml version="1.0" encoding="windows-1251"?>', 'Новость')),
      'text/xml',
    ],
    ['the charset of the header', cyrillic(rss('', 'Новость')), 'application/rss+xml; Charset="windows-1251"'],
    [
      'the prolog where the header names nothing known',
      cyrillic(rss("<?xml version='1.0' encoding='cp1251'?>", 'Новость')),
      'text/xml; charset=none',
    ],
    ['UTF-16 with a mark', utf16(rss('', 'Новость'), '\uFEFF'), null],
    ['UTF-32 with a mark', iconv.encode(rss('', 'Новость'), 'utf-32le', { addBOM: true }), null],
    ['UTF-32 without a mark', iconv.encode(rss('', 'Новость'), 'utf-32be', { addBOM: false }), null],
    ['a code page of DOS', iconv.encode(rss('<?xml version="1.0" encoding="cp855"?>', 'Новость'), 'cp855'), null],
    ['UTF-16 without a mark', utf16(rss('<?xml version="1.0" encoding="UTF-16"?>', 'Новость'), ''), null],
  ])('decodes %s', async (_, bytes, contentType) => {
    expect(await read('feed', bytes, contentType)).toMatchObject({ kind: 'items', items: [{ title: 'Новость' }] });
  });

  it('takes undeclared bytes that are no UTF-8 for windows-1252', async () => {
    expect(await read('feed', Buffer.from(rss('', 'Café'), 'latin1'))).toMatchObject({
      kind: 'items',
      items: [{ title: 'Café' }],
    });
  });

  const HEADLINES: [encoding: string, headlines: string[]][] = [
    ['koi8-r', ['Паром не вышел из порта', 'Мэр города подал в отставку', 'В Заречье открыли музей карт']],
    ['windows-1251', ['Паром не вышел из порта', 'Мэр города подал в отставку', 'В Заречье открыли музей карт']],
    ['shift_jis', ['港でフェリーが欠航した', '市長が辞任を表明しました', '新しい博物館が開館した']],
    ['euc-jp', ['港でフェリーが欠航した', '市長が辞任を表明しました', '新しい博物館が開館した']],
    ['gbk', ['渡轮没有离开港口', '市长昨天宣布辞职', '新的地图博物馆开放了']],
    ['big5', ['渡輪沒有離開港口', '市長昨天宣布辭職', '新的地圖博物館開放了']],
    ['iso-8859-2', ['Prom nie wypłynął z portu', 'Burmistrz złożył rezygnację w środę', 'Otwarto muzeum żeglugi']],
    ['windows-1252', ['Le maire a démissionné hier', 'Le musée des cartes est fermé cet été', 'Grève à Kerléc']],
    ['windows-1252', ['Bürgermeister tritt zurück', 'Fähre fährt nicht über die Elbe', 'Größtes Museum öffnet']],
  ];
  it.each(HEADLINES)('tells %s that nothing declares by its letters', async (encoding, headlines) => {
    const feed = (open: string, close: string) =>
      `<rss version="2.0"><channel>${headlines.map((title, n) => `<item><title>${open}${title}${close}</title><link>/${n}</link></item>`).join('')}</channel></rss>`;
    const sitemap = `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${headlines.map((title, n) => `<url><loc>/${n}</loc><news:news><news:title>${title}</news:title></news:news></url>`).join('')}</urlset>`;
    const items = headlines.map((title) => ({ title }));
    expect(await read('feed', iconv.encode(feed('', ''), encoding))).toMatchObject({ items });
    expect(await read('feed', iconv.encode(feed('<![CDATA[', ']]>'), encoding))).toMatchObject({ items });
    expect(await read('sitemap', iconv.encode(sitemap, encoding))).toMatchObject({ items });
    expect(await read('sitemap', gzipSync(iconv.encode(sitemap, encoding)))).toMatchObject({ items });
  });

  it('believes letters more than a declaration that they contradict', async () => {
    const title = 'Паром не вышел из порта, и мэр города подал в отставку';
    const bytes = iconv.encode(rss('<?xml version="1.0" encoding="utf-8"?>', title), 'koi8-r');
    expect(await read('feed', bytes, 'text/xml; charset=utf-8')).toMatchObject({ items: [{ title }] });
  });

  it('reads a packed sitemap, an index, and a feed in the place of a sitemap', async () => {
    expect(await read('sitemap', gzipSync('<urlset><url><loc>/1</loc></url></urlset>'))).toMatchObject({
      kind: 'items',
      items: [{ url: 'https://paper.example/1' }],
    });
    expect(
      await read('sitemap', Buffer.from('<sitemapindex><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>')),
    ).toMatchObject({ kind: 'index' });
    expect(await read('sitemap', Buffer.from(rss('', 'One')))).toMatchObject({
      kind: 'items',
      items: [{ title: 'One' }],
    });
  });

  it('reads a section', async () => {
    expect(await read('section', Buffer.from('<a href="/1">One</a>'))).toMatchObject({
      kind: 'items',
      items: [{ title: 'One' }],
    });
  });

  it.each([
    ['feed', '', 'empty body'],
    ['feed', '<html><p>Not found', 'no feed'],
    ['feed', '<urlset><url><loc>https://paper.example/1</loc></url></urlset>', 'sitemap:'],
    ['sitemap', '<html><p>Not found', 'no sitemap'],
    ['sitemap', '\x1f\x8bnonsense', 'gzip'],
    ['section', '<div>'.repeat(1000), 'nests'],
  ] as const)('says why %s %j cannot be read', async (kind, text, why) => {
    const reading = await read(kind, Buffer.from(text, 'latin1'));
    expect(reading.kind).toBe('unreadable');
    expect(reading.kind === 'unreadable' && reading.reason).toMatch(new RegExp(`https://paper.example/x.*${why}`));
  });
});
