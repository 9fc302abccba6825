import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import type { Image } from '../../../src/model/block.ts';
import { NO_RULES } from './golden-pages.ts';

const BASE = 'https://paper.example/news/quay';
const PROSE =
  '<p>The ferry did not leave on Tuesday morning, and the passengers who had come early went home again without a word of complaint.</p>' +
  '<p>The harbour office said that the crew had fallen ill, all of them at once, and that nobody knew when the boat would leave.</p>';

function articleOf(html: string) {
  return extractArticle({ url: BASE, finalUrl: BASE, html }, NO_RULES);
}

function bodyWith(inner: string) {
  const { body } = articleOf(
    `<html><body><article><h1>Ferry stays in port</h1><div class="body">${PROSE}${inner}${PROSE.replaceAll('The', 'Later the')}</div></article></body></html>`,
  );
  return body.slice(2, -2);
}

const QUAY = 'https://paper.example/p/quay-at-noon.jpg';
const SHOWN: Image = { url: QUAY, alt: null, caption: 'The quay at noon.', credit: 'Ida Lund' };

describe('a picture in the body', () => {
  it.each<[title: string, html: string, expected: Partial<Image>]>([
    [
      'a figure named after its caption',
      '<figure class="img-container wp-caption"><img src="/p/quay-at-noon.jpg"><figcaption>The quay at noon. (Picture: Ida Lund)</figcaption></figure>',
      SHOWN,
    ],
    [
      'a stand-in with the real picture in an attribute',
      '<figure><img src="/theme/fallback.png" data-src="/p/quay-at-noon.jpg"><figcaption>The quay at noon. Photo: Ida Lund</figcaption></figure>',
      SHOWN,
    ],
    [
      'the largest of a set that loads late',
      '<picture><source data-srcset="/p/small-quay.jpg 300w, /p/quay-at-noon.jpg 900w"><img src="data:image/gif;base64,R0"></picture>',
      { url: QUAY },
    ],
    [
      'a caption and a name in two parts of no name',
      '<figure><img src="/p/quay-at-noon.jpg"><figcaption><span>The quay at noon.</span><span>Ida Lund</span></figcaption></figure>',
      SHOWN,
    ],
    [
      'a caption of two parts, the last of them a link',
      '<figure><img src="/p/quay-at-noon.jpg"><figcaption><span>The quay at noon.</span> <a href="/g">Open Gallery</a></figcaption></figure>',
      { ...SHOWN, caption: 'The quay at noon. Open Gallery', credit: null },
    ],
    [
      'a credit on the picture, beside its caption',
      '<figure><div><img src="/p/quay-at-noon.jpg"><span>Ida Lund</span></div><figcaption>The quay at noon.</figcaption></figure>',
      SHOWN,
    ],
    ['a picture for readers without scripts', '<noscript><img src="/p/quay-at-noon.jpg"></noscript>', { url: QUAY }],
    [
      'a box without a telling name',
      '<div class="x1"><div class="x2"><img src="/p/quay-at-noon.jpg"></div><div class="x3"><small>The quay at noon. © Ida Lund</small></div></div>',
      SHOWN,
    ],
    [
      'a caption that is a named sibling of its figure',
      '<div><figure><img src="/p/quay-at-noon.jpg"></figure></div><div class="caption"><p>The quay at noon. Photo: Ida Lund</p></div>',
      SHOWN,
    ],
    [
      'a caption that only repeats the alt text',
      '<div><img src="/p/quay-at-noon.jpg" alt="The quay at noon"></div><div class="z9"><span>The quay at noon. Photo: Ida Lund</span></div>',
      { ...SHOWN, alt: 'The quay at noon' },
    ],
    [
      'a button that opens a light box',
      '<button><div><figure><img src="/p/quay-at-noon.jpg"></figure><figcaption>The quay at noon. Photo: Ida Lund</figcaption></div></button>',
      SHOWN,
    ],
    [
      'a light box’s attribute',
      '<div class="gallery-item"><img src="/p/quay-at-noon.jpg" data-caption="The quay at noon. &lt;b&gt;Photo: Ida Lund&lt;/b&gt;"></div>',
      SHOWN,
    ],
    [
      'a widget that is nothing but a picture',
      '<div class="widget"><div class="player"><figure><img src="/p/quay-at-noon.jpg"><figcaption>The quay at noon. <span class="credit">Ida Lund</span></figcaption></figure></div></div>',
      SHOWN,
    ],
    [
      'sides that are a ratio',
      '<figure><img src="/p/quay-at-noon.jpg" width="16" height="9"></figure>',
      { url: QUAY, caption: null },
    ],
  ])('%s', (_, html, expected) => {
    const blocks = bodyWith(html);
    expect(blocks).toHaveLength(1);
    expect(blocks[0]).toMatchObject({ type: 'image', ...expected });
  });

  it('reads a slide show picture by picture', () => {
    const slide = (name: string) =>
      `<div class="slide"><img src="/p/${name}-picture.jpg"><div class="caption">The ${name}. Photo: Bo Ek</div></div>`;
    expect(bodyWith(`<div class="slides">${slide('quay')}${slide('boat')}</div>`)).toMatchObject([
      { caption: 'The quay.', credit: 'Bo Ek' },
      { caption: 'The boat.', credit: 'Bo Ek' },
    ]);
  });

  it.each([
    ['a button with an icon', '<button><img src="/i/icon-share.png" width="20">Share</button>'],
    ['a counter', '<noscript><img src="https://count.example/hit?id=1"></noscript>'],
    ['a caption without its picture', '<div class="caption">The quay at noon. Photo: Ida Lund</div>'],
  ])('%s is nothing', (_, html) => expect(bodyWith(html)).toEqual([]));

  it('keeps a paragraph that shares its box with a picture', () => {
    const said = 'The mayor came down to the quay in the afternoon and promised that there would be another boat.';
    expect(bodyWith(`<div><img src="/p/quay-at-noon.jpg"><p>${said}</p></div>`)).toMatchObject([
      { type: 'image', caption: null },
      { type: 'paragraph', text: said },
    ]);
  });
});

describe('the lead image', () => {
  const page = (head: string, hero: string) =>
    articleOf(
      `<html><head>${head}</head><body><article><header class="cluster-header"><h1>Ferry stays in port</h1>${hero}</header><div class="body">${PROSE}${PROSE}${PROSE}</div></article></body></html>`,
    ).leadImage;
  const linked = (article: object, ...others: object[]) =>
    `<script type="application/ld+json">${JSON.stringify({ '@graph': [{ '@type': 'NewsArticle', headline: 'Ferry stays in port', ...article }, ...others] })}</script>`;

  it.each<[title: string, head: string, hero: string, expected: Partial<Image>]>([
    [
      'stands outside the body, and wins over the card for other sites',
      '<meta property="og:image" content="https://paper.example/cards/card-with-title.jpg">',
      '<figure><img src="/p/quay-at-noon.jpg"><figcaption>The quay at noon. Photo: Ida Lund</figcaption></figure>',
      SHOWN,
    ],
    [
      'is the one in the folder that metadata names, where files are named after their sizes',
      '<meta property="og:image" content="https://paper.example/p/77/1200x675a.jpg">',
      '<figure><img src="/p/78/768x432a.jpg"></figure><figure><img src="/p/77/768x432a.jpg"><figcaption>The quay at noon. Photo: Ida Lund</figcaption></figure>',
      { ...SHOWN, url: 'https://paper.example/p/77/768x432a.jpg' },
    ],
    [
      'has its caption in the next element',
      '',
      '<div class="hero"><figure><img src="/p/quay-at-noon.jpg"></figure><figcaption>The quay at noon. Photo: Ida Lund</figcaption></div>',
      SHOWN,
    ],
    [
      'is the one of which metadata knows another size',
      '<meta property="og:image" content="https://paper.example/p/quay-at-noon-1200x630.jpg">',
      '<div><img src="/p/quay-at-noon.jpg"></div>',
      { url: QUAY },
    ],
    [
      'is named by reference',
      linked(
        { image: { '@id': '#primaryimage' } },
        {
          '@type': 'ImageObject',
          '@id': '#primaryimage',
          url: QUAY,
          caption: 'The quay at noon.',
          creditText: 'Ida Lund',
        },
      ),
      '',
      SHOWN,
    ],
    [
      'takes words from metadata that the page does not show',
      linked({
        image: [
          { '@type': 'ImageObject', contentUrl: QUAY, description: 'The quay at noon.', author: { name: 'Ida Lund' } },
        ],
      }),
      '<figure><img src="/p/quay-at-noon.jpg"></figure>',
      SHOWN,
    ],
    [
      'is put in by a script above a caption that stands there already',
      `<meta property="og:image" content="${QUAY}">`,
      '<figure><x-image></x-image><figcaption>The quay at noon. Photo: Ida Lund</figcaption></figure>',
      SHOWN,
    ],
    [
      'is not the author',
      linked({ author: { '@type': 'Person', name: 'Mara Holm' } }),
      '<figure><img src="/p/mara-holm-portrait.jpg" alt="Mara Holm"><figcaption>By Mara Holm, reporter</figcaption></figure><figure><img src="/p/quay-at-noon.jpg"></figure>',
      { url: QUAY },
    ],
  ])('%s', (_, head, hero, expected) => expect(page(head, hero)).toMatchObject(expected));

  it('is no card for other sites where the text shows a picture', () => {
    const head = '<meta property="og:image" content="https://paper.example/share/77/ferry">';
    const figure = '<figure><img src="/p/quay-at-noon.jpg"><figcaption>The quay at noon.</figcaption></figure>';
    const { leadImage, body } = articleOf(
      `<html><head>${head}</head><body><article><h1>Ferry stays in port</h1><div class="body">${PROSE}${figure}${PROSE.replaceAll('The', 'Later the')}</div></article></body></html>`,
    );
    expect(leadImage).toBeNull();
    expect(body.filter(({ type }) => type === 'image')).toMatchObject([{ url: QUAY }]);
    expect(page(head, '')?.url).toBe('https://paper.example/share/77/ferry');
  });

  it('is none where a reference leads nowhere', () =>
    expect(page(linked({ image: { '@id': `${BASE}#primaryimage` } }), '')).toBeNull());
});
