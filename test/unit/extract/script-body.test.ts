import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/extract/read-page.ts';
import type { Article } from '../../../src/model/article.ts';
import { NO_RULES } from './golden-pages.ts';

const URL_HERE = 'https://paper.example/harbour/ferry-stays-20240102';
const FIRST = 'The ferry did not leave on Tuesday morning, and the passengers who had come early went home again.';
const SECOND = 'The harbour master said that the wind would fall in the evening, and that the next boat would be free.';
const THIRD = 'Nobody at the quay had heard of a boat that was free, and so they asked him to put it down in writing.';
const HTML = `<p>${FIRST}</p><p>${SECOND}</p><h2>In writing</h2><p>${THIRD}</p>`;
const TITLE = 'Ferry stays in port for a day';
const TEXTS = [FIRST, SECOND, 'In writing', THIRD];

function readShell(scripts: string, shown = ''): Article {
  const html = `<html><head><title>${TITLE}</title><meta property="og:type" content="article"><meta property="og:title" content="${TITLE}"></head><body><div id="app">${shown}</div>${scripts}</body></html>`;
  const bytes = new TextEncoder().encode(html);
  const input = { url: URL_HERE, finalUrl: URL_HERE, contentType: 'text/html; charset=utf-8', bytes };
  const reading = readPage(input, NO_RULES, { anyKind: true });
  if (reading.kind !== 'article') throw new Error(`The page was not read: ${reading.kind}`);
  return reading.article;
}

const safe = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');
const json = (value: unknown, attributes = '') =>
  `<script type="application/json"${attributes}>${safe(value)}</script>`;
const textsOf = ({ body }: Article) => body.map((block) => ('text' in block ? block.text : block.type));

const story = { headline: TITLE, id: 7, html: HTML };
const push = (piece: string) => `<script>self.__next_f.push(${safe([1, piece])})</script>`;
const flight = `1:I[1,[],"x"]\n2f:T${new TextEncoder().encode(HTML).length.toString(16)},${HTML}5:["$","$L1",null,{"story":{"title":"${TITLE}","html":"$2f"}}]\n`;

const arc = {
  headlines: { basic: TITLE },
  content_elements: [
    { type: 'text', content: FIRST },
    { type: 'interstitial_link', content: 'Read more of the sea', url: '/sea' },
    { type: 'raw_html', content: `<p>${SECOND}</p>` },
    { type: 'header', level: 2, content: 'In writing' },
    { type: 'text', content: THIRD },
  ],
};
const proseMirror = {
  title: TITLE,
  doc: {
    type: 'doc',
    content: [
      ...[FIRST, SECOND].map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'In writing' }] },
      { type: 'paragraph', content: [{ type: 'text', text: THIRD, marks: [{ type: 'bold' }] }] },
    ],
  },
};
const slate = {
  title: TITLE,
  body: [
    ...[FIRST, SECOND].map((text) => ({ type: 'paragraph', children: [{ text }] })),
    { type: 'heading-two', children: [{ text: 'In writing' }] },
    { type: 'paragraph', children: [{ text: THIRD, bold: true }] },
  ],
};
const portable = {
  title: TITLE,
  body: [FIRST, SECOND, 'In writing', THIRD].map((text) => ({
    _type: 'block',
    style: text === 'In writing' ? 'h2' : 'normal',
    children: [{ _type: 'span', text, marks: [] }],
  })),
};
const apollo = {
  ROOT_QUERY: { __typename: 'Query', story: { __ref: 'Story:7' } },
  'Story:7': { __typename: 'Story', title: TITLE, body: [0, 1, 2, 3].map((at) => ({ __ref: `Paragraph:${at}` })) },
  ...Object.fromEntries(
    TEXTS.map((text, at) => [`Paragraph:${at}`, { __typename: at === 2 ? 'Heading' : 'Paragraph', text }]),
  ),
};

describe('a body that stands in a script only', () => {
  it.each<[string, string]>([
    ['a whole script of JSON', json({ props: { pageProps: { story } } }, ' id="__NEXT_DATA__"')],
    ['a streamed page, a text cut in two pieces', push(flight.slice(0, 90)) + push(flight.slice(90))],
    [
      'a flat list of places',
      json([['Reactive', 1], { story: 2 }, { headline: 3, html: 4 }, TITLE, HTML], ' id="__NUXT_DATA__"'),
    ],
    ['an assigned object', `<script>window.__INITIAL_STATE__ = ${safe({ a: undefined, story })};go()</script>`],
    ['an assigned object with undefined in it', `<script>window.__S={"x":undefined,"story":${safe(story)}}</script>`],
    ['an assigned string of JSON', `<script>window.__PRELOADED_DATA__ = ${safe(JSON.stringify(story))};</script>`],
    ['content elements', `<script>Fusion.contextPath="/x";Fusion.globalContent=${safe(arc)};Fusion.y={}</script>`],
    ['an editor’s document', json({ proseMirror })],
    ['an editor’s tree without a root', json({ slate })],
    ['an editor’s portable text', json({ portable })],
    ['a normalised cache', `<script>window.__APOLLO_STATE__=${safe(apollo)}</script>`],
  ])('%s', (_, scripts) => {
    const article = readShell(scripts);
    expect(textsOf(article)).toEqual(TEXTS);
    expect(article.evidence.body?.from).toBe('script');
  });

  it('is the declared text where nothing else holds it', () => {
    const article = readShell(
      `<script type="application/ld+json">${safe({ '@type': 'NewsArticle', headline: TITLE, articleBody: `${FIRST}\n\n${SECOND}\n${THIRD}` })}</script>`,
    );
    expect(textsOf(article)).toEqual([FIRST, SECOND, THIRD]);
  });

  it('takes the story of this page, not a longer one beside it', () => {
    const other = {
      headline: 'Another story of another day',
      html: `${HTML}<p>${'Much more was said. '.repeat(60)}</p>`,
    };
    expect(textsOf(readShell(json({ stories: [other, story, other] })))).toEqual(TEXTS);
  });

  it.each<[string, string, string]>([
    ['the page shows as much', json(story), HTML],
    ['nothing in the script names the page', json({ headline: 'Another story of another day', html: HTML }), ''],
    [
      'the script is no JSON',
      `<script>window.x = {headline: "${TITLE}", html: make("${'x'.repeat(400)}")}</script>`,
      '',
    ],
    ['the script is cut off', `<script>window.x = ${safe(story).slice(0, -9)}</script>`, ''],
  ])('is not looked for, or not believed, where %s', (_, scripts, shown) => {
    const article = readShell(scripts, shown);
    expect(article.evidence.body?.from).not.toBe('script');
    expect(textsOf(article)).toEqual(shown === '' ? [] : TEXTS);
  });

  it('ends soon on JSON nested 100,000 deep, and on 100,000 starts of it', () => {
    const deep = `<script type="application/json">${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}</script>`;
    const starts = `<script>${'x={'.repeat(100_000)}</script>`;
    const before = performance.now();
    expect(textsOf(readShell(deep + starts + deep))).toEqual([]);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
