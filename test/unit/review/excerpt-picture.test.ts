import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Image } from '../../../src/model/block.ts';
import { excerptWords } from '../../../src/review/excerpt-words.ts';
import { renderDifferences } from '../../../src/review/views/render-differences.ts';
import { renderSides } from '../../../src/review/views/render-sides.ts';
import { makeRecord } from '../../helpers/articles.ts';

const picture = (part: Partial<Image> = {}): Image => ({
  url: 'https://a.example/one.jpg',
  alt: null,
  caption: 'At the talks',
  credit: 'AP',
  ...part,
});
const places: [string, (image: Image | null) => Article][] = [
  ['lead image', (image) => ({ ...makeRecord('H'), leadImage: image })],
  [
    'picture of the body',
    (image) => ({ ...makeRecord('H'), body: image === null ? [] : [{ type: 'image', ...image }] }),
  ],
];

describe.each(places)('the excerpt of a changed %s', (_, withPicture) => {
  it.each<[string, Image | null, Image | null, string]>([
    ['another picture', picture(), picture({ url: 'https://a.example/two.jpg' }), '+another picture+'],
    [
      'another picture without words',
      picture({ caption: null, credit: null }),
      picture({ caption: null, credit: null, url: 'https://a.example/two.jpg' }),
      '+another picture+',
    ],
    [
      'another picture with another caption',
      picture({ credit: null }),
      picture({ credit: null, caption: 'After the talks', url: 'https://a.example/two.jpg' }),
      '-At-+After+ the talks',
    ],
    ['a credit', picture(), picture({ credit: 'Reuters' }), 'At the talks\n-AP-+Reuters+'],
    ['an alternative text', picture({ alt: 'Men' }), picture({ alt: 'Women' }), '-Men-+Women+'],
    ['a picture that came', null, picture({ caption: null, credit: null }), '+a picture+'],
    ['a picture that went', picture({ credit: null }), null, '-At the talks-'],
  ])('%s', (_name, before, after, expected) => {
    const change = compareVersions(withPicture(before), withPicture(after));
    const words = excerptWords(change ?? { fields: [], blocks: [] });
    const marks = { same: '', removed: '-', added: '+' };
    const shown = words.map(({ op, text }) => `${marks[op]}${text}${marks[op]}`).join('');
    expect(shown.endsWith(expected)).toBe(true);
    expect(shown).not.toContain('example');
  });
});

describe('a lead image that changed', () => {
  const was = { ...makeRecord('H'), leadImage: picture({ alt: 'A grey wall' }) };
  const is = {
    ...makeRecord('H'),
    leadImage: picture({ alt: 'A white wall', credit: 'Ann Bo', url: 'https://a.example/two.jpg' }),
  };
  const change = compareVersions(was, is);
  const flat = (html: unknown) => `${html}`.replaceAll(/\s+/g, ' ');

  it('is shown part by part, each by its name', async () => {
    const text = flat(await renderDifferences(change ?? { fields: [], blocks: [] }, was, is));
    expect(text).toMatch(/>Caption<\/dt><dd dir="auto">At the talks</);
    expect(text).toMatch(/>Credit<\/dt><dd dir="auto"><del>AP<\/del>\s*<ins>Ann Bo<\/ins>/);
    expect(text).toMatch(/>Alternative text<\/dt><dd dir="auto">A <del>grey<\/del>\s*<ins>white<\/ins> wall/);
    expect(text).toMatch(/>Address<\/dt><dd dir="auto"><del><a[^>]*one\.jpg.*<ins><a[^>]*two\.jpg/);
  });

  it('is shown on each side as it was there', async () => {
    const text = flat(await renderSides(change ?? { fields: [], blocks: [] }, was, is));
    const [, before = '', after = ''] = text.split('<dl class="picture-parts">');
    expect(before).toContain('<del>AP</del>');
    expect(before).not.toContain('Ann Bo');
    expect(after).toContain('<ins>Ann Bo</ins>');
    expect(after).not.toContain('one.jpg');
  });
});
