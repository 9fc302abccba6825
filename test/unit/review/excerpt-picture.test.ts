import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Image } from '../../../src/model/block.ts';
import { excerptWords } from '../../../src/review/excerpt-words.ts';
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
