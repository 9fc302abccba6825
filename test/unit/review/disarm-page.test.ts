import { describe, expect, it } from 'vitest';
import { disarmPage } from '../../../src/review/disarm-page.ts';

const disarm = (page: string, encoding: BufferEncoding) =>
  Buffer.from(disarmPage(Buffer.from(page, encoding))).toString(encoding);

describe('a page that is to be shown', () => {
  it.each([
    ['<link rel=preconnect href=a>', '<area rel=preconnect href=a>'],
    ['<LINK\nrel="x"><link/><link>', '<area\nrel="x"><area/><area>'],
    ['<BASE href=a><basefont><base/>', '<area href=a><basefont><area/>'],
    ['<linked>a link, <p>link</p></link>', '<linked>a link, <p>link</p></link>'],
    ['<iframe src=a>b</iframe><FRAME src=a><frameset>', '<ixrame src=a>b</iframe><xRAME src=a><frameset>'],
    ['Überfall – 火 <link >', 'Überfall – 火 <area >'],
  ])('has no link and no frame: %s', (page, disarmed) => {
    expect(disarm(page, 'utf8')).toBe(disarmed);
    expect(disarm(page, 'utf16le')).toBe(disarmed);
  });

  it('keeps bytes that are no text as they are', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(Uint8Array.from(disarmPage(bytes))).toEqual(bytes);
  });

  it('is disarmed in the order of bytes of UTF-16 that begins with the high one, too', () => {
    const swap = (bytes: Buffer) => bytes.swap16();
    const shown = disarmPage(swap(Buffer.from('<link rel>', 'utf16le')));
    expect(swap(Buffer.from(shown)).toString('utf16le')).toBe('<area rel>');
  });
});
