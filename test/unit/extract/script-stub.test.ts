import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import type { Article } from '../../../src/model/article.ts';
import { NO_RULES } from './golden-pages.ts';

const TITLE = 'Ferry stays in port for a day';
const URL_HERE = 'https://paper.example/harbour/ferry-stays';
const SAID = [
  'The ferry did not leave on Tuesday morning, and the passengers who had come early went home again, said the owner.',
  'Nobody at the quay had heard of a boat that was free, and so they asked the man in the hut to put it down in writing.',
  'By noon the wind had turned to the north, and two of the older captains were of the opinion that it would stay there.',
  'The café beside the harbour ran out of soup at one o’clock, and "never again", as its cook put it, will it open late.',
  'A school class from the hills had to sleep in the hall of the fire brigade, where the lights were left on for the night.',
  'On Wednesday the first boat went at six, half empty, because most of those who had waited were still asleep at that hour.',
  'The company will pay for the tickets and for the soup, but not for the hotel, which was dear and which few had asked for.',
  'In the council nobody wanted to speak of a new pier again, although the old one had been closed twice within this year.',
  'The harbour master keeps a list of all days without a boat, and he reads it aloud whenever somebody from the ministry calls.',
  'This year it has nineteen entries, four of them for fog, one for a wedding, and all of the others for the wind from the north.',
  'Whoever wants to be sure takes the bus around the bay, which needs three hours, stops at every farm, and has never been late.',
  'The next storm is expected on Sunday, and the soup, they say at the café, will be ready this time before the wind has come.',
  'A new ferry has been ordered, but the yard that builds it lies on the other side of the bay, and it waits for a quiet day.',
  'Until then the old one will sail, with a new engine and the old captain, who says that he has seen much worse than this.',
];
const SHOWN = 7;

const html = (lines: string[]) => lines.map((line) => `<p>${line}</p>`).join('');
const json = (value: unknown) =>
  `<script type="application/json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
const ascii = (script: string) =>
  script.replace(/[^\p{ASCII}]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

function read(shown: string[], scripts: string, after = ''): Article {
  const page = `<html><head><title>${TITLE}</title><meta property="og:type" content="article"></head><body><main><h1>${TITLE}</h1><div class="text">${html(shown)}</div>${after}</main>${scripts}</body></html>`;
  return extractArticle({ url: URL_HERE, finalUrl: URL_HERE, html: page }, NO_RULES);
}
const textsOf = ({ body }: Article) => body.map((block) => ('text' in block ? block.text : block.type));
const STUB = SAID.slice(0, SHOWN);

describe('a stub of more than a few lines, whose whole text a script holds', () => {
  it.each<[string, string]>([
    ['as mark-up', json({ headline: TITLE, body: html(SAID) })],
    ['as mark-up in ASCII', ascii(json({ headline: TITLE, body: html(SAID) }))],
    [
      'as a list of paragraphs',
      json({ story: { title: TITLE, content: SAID.map((content) => ({ type: 'text', content })) } }),
    ],
    [
      'beside another article',
      json([
        { title: 'Another boat', body: html([...SAID].reverse()) },
        { title: TITLE, body: html(SAID) },
      ]),
    ],
    [
      'as JSON-LD declares it',
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: TITLE, articleBody: SAID.join('\n') })}</script>`,
    ],
  ])('is read from there: %s', (_, scripts) => {
    const article = read(STUB, scripts);
    expect(textsOf(article)).toEqual(SAID);
    expect(article.evidence.body?.from).toBe('script');
  });

  it('is read from there where its last paragraph is cut off', () => {
    const cut = [...STUB.slice(0, -1), `${STUB.at(-1)?.slice(0, 80)} …`];
    expect(textsOf(read(cut, json({ headline: TITLE, body: html(SAID) })))).toEqual(SAID);
  });
});

describe('a text in the page stays where a script', () => {
  const others = SAID.slice(SHOWN);
  it.each<[string, string]>([
    [
      'holds another article',
      json({ headline: 'Another boat', body: html([...others, ...SAID.slice(2, 4), ...others]) }),
    ],
    [
      'holds another article under this address',
      json({ url: URL_HERE, body: html([STUB.at(-1) ?? '', ...others, ...others]) }),
    ],
    ['holds its comments', json({ headline: TITLE, comments: others.map((text) => ({ type: 'comment', text })) })],
    [
      'holds comments that quote it',
      json({ headline: TITLE, replies: [STUB.at(-1), ...others, ...others].map((text) => ({ type: 'reply', text })) }),
    ],
    ['holds no more than the page', json({ headline: TITLE, body: html(STUB) })],
    ['holds a little more', json({ headline: TITLE, body: html([...STUB, 'Only a line about the paper itself.']) })],
    ['holds it in another order, with more before it', json({ headline: TITLE, body: html([...others, ...STUB]) })],
  ])('%s', (_, scripts) => {
    const article = read(STUB, scripts);
    expect(textsOf(article)).toEqual(STUB);
    expect(article.evidence.body?.from).toBe('heuristic');
  });

  it('says what stands elsewhere on the page', () => {
    const article = read(
      STUB,
      json({ headline: TITLE, body: html(SAID) }),
      `<aside class="related">${html(others)}</aside>`,
    );
    expect(article.evidence.body?.from).toBe('heuristic');
  });
});
