import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import type { Article } from '../../../src/model/article.ts';
import { emptyRule } from './empty-rule.ts';
import { NO_RULES } from './golden-pages.ts';

const URL = 'https://paper.example/2026/ferry-stays';
const TEXTS = [
  'The ferry did not leave on Tuesday morning, and the passengers who had come early went home again without a word.',
  'The harbour office said that the crew had fallen ill, all of them at once, and that nobody knew when it would sail.',
  'By noon two lorries with fresh fish stood on the quay, their drivers asleep, and the ice in the boxes had begun to melt.',
  'The islanders are used to it: last winter the ferry stayed in port for nine days, and the baker ran out of flour.',
];
const PROSE = TEXTS.map((text) => `<p>${text}</p>`).join('');
const OTHER =
  '<p>A comet that nobody had announced was seen over the bay, and the school closed early so that all could look at it.</p>';
const HEADLINE = '<h1>Ferry stays in port</h1>';

function read(body: string, head = ''): Article {
  const html = `<html><head><title>Ferry stays in port</title>${head}</head><body>${body}</body></html>`;
  return extractArticle({ url: URL, finalUrl: URL, html }, NO_RULES);
}

/** The texts of a page's body, and its other blocks by their type. */
function bodyOf(body: string): string[] {
  return read(body).body.map((block) => ('text' in block ? (block.text ?? '') : block.type));
}

describe('the body', () => {
  it.each<[string, string]>([
    [
      'begins after its headline: breadcrumbs, dates and kickers above it are none of it',
      `<article><ul><li><a href="/">Home</a></li><li>Islands</li><li>Ferries and other ships</li></ul><div>Updated today</div>${HEADLINE}${PROSE}</article>`,
    ],
    [
      'holds no second sight of the headline, whatever it is made of',
      `<article><h1><span>Islands</span><div>Ferry stays in port</div></h1>${PROSE}</article>`,
    ],
    [
      'keeps to the container that the page names, not to the rules for comments below it',
      `<article>${HEADLINE}<div class="entry-content">${PROSE}</div><p>${'Please keep to the subject of the article, be kind to each other, and remember that the editors answer for nothing of what is said here. '.slice(0, 100)}</p></article>`,
    ],
    [
      'goes on in a second container with paragraphs of the same make, each with an id of its own',
      `<main>${HEADLINE}<div class="part-a"><p class="text" id="b1">${TEXTS[0]}</p><p class="text" id="b2">${TEXTS[1]}</p></div><div class="slot">Advertisement</div><div class="part-b"><p class="text" id="b3">${TEXTS[2]}</p><p class="text" id="b4">${TEXTS[3]}</p></div></main>`,
    ],
    [
      'has an introduction that stands in a container of its own',
      `<article>${HEADLINE}<section class="intro-part"><div><p>${TEXTS[0]}</p></div></section><section class="slides"><div class="slide"><h2>First</h2><div class="words">${TEXTS.slice(
        1,
      )
        .map((text) => `<p class="w">${text}</p>`.repeat(1))
        .join('')}</div></div></section></article>`,
    ],
    [
      'is not condemned by the name of what holds the headline too',
      `<div class="layout comments-open">${HEADLINE}<div>${PROSE}</div></div>`,
    ],
    [
      'is that of the article which the headline stands in, although another box has more text',
      `<article>${HEADLINE}${PROSE}</article><article class="box">${OTHER.repeat(1)}<p>${'It will come back in seventy years, a teacher said, and by then somebody will have to explain it to the children of these children. '.repeat(6)}</p></article>`,
    ],
    [
      'does not hold an article of its own under a linked headline',
      `<article>${HEADLINE}${PROSE}<article><h2><a href="/2026/comet">Comet seen</a></h2>${OTHER.repeat(4)}</article></article>`,
    ],
    [
      'has no controls: labels of a form, a poll’s answers',
      `<article>${HEADLINE}${PROSE}<div class="box"><label><input type="radio"> Yes, it should sail whatever happens</label><label><input type="radio"> No, never again</label></div></article>`,
    ],
    [
      'has no text that only a screen reader says',
      `<article>${HEADLINE}${PROSE.replace('</p>', '<span class="hidden"> (opens in a new window)</span><span class="visually-hide"> End of text</span></p>')}</article>`,
    ],
    [
      'has no row of tags, nor initials and agencies left over at its end',
      `<article>${HEADLINE}${PROSE}<p>jkl / dpa</p><div><a href="/t/1">Ferries</a> <a href="/t/2">Islands</a> <a href="/t/3">Harbours</a></div></article>`,
    ],
  ])('%s', (_, page) => {
    const texts = bodyOf(page).filter((text) => text !== 'First');
    const dek = read(page).dek;
    expect(dek === null ? texts : [dek, ...texts]).toEqual(TEXTS);
  });

  it('keeps many short lines at its end: results, a poem', () => {
    const results = ['Marlow 3', 'Saltmere 2', 'Morav 2', 'Kerlec 0'];
    const lines = results.map((line) => `<p>${line}</p>`).join('');
    expect(bodyOf(`<article>${HEADLINE}${PROSE}${lines}</article>`)).toEqual([...TEXTS, ...results]);
  });

  it('keeps a last line in brackets, which says who reported', () => {
    const texts = bodyOf(`<article>${HEADLINE}${PROSE}<p>(Reporting by Ines Marlow)</p></article>`);
    expect(texts.at(-1)).toBe('(Reporting by Ines Marlow)');
  });

  it('has the words over which a reading stands, not the reading', () => {
    const page = `<article>${HEADLINE}${PROSE.replace('The ferry', 'The <ruby>船<rp>(</rp><rt>ふね</rt><rp>)</rp></ruby>')}</article>`;
    expect(bodyOf(page)[0]).toContain('The 船 did not leave');
  });

  it('keeps a box of facts apart from its own text, without what it asks for', () => {
    const box = `<div class="factbox"><h3>The ferry</h3><p>Built in 1971, it carries 40 cars.</p><p>Sign up for our newsletter here.</p></div>`;
    const { body } = read(`<article>${HEADLINE}${PROSE}${box}${OTHER}</article>`);
    expect(body.filter(({ type }) => type === 'aside')).toMatchObject([
      { text: 'The ferry\nBuilt in 1971, it carries 40 cars.' },
    ]);
  });
});

describe('around the body', () => {
  const NOTE = 'Correction: The ferry carries 40 cars, not 400.';
  it.each<[string, string, string[]]>([
    ['a correction under it in the same article is a note', `<div class="end"><p>${NOTE}</p></div>`, [NOTE]],
    ['a correction in a comment is none', `<div class="comments"><p>${NOTE}</p></div>`, []],
    ['a correction in a box of other articles is none', `<ul><li><p>${NOTE}</p></li></ul>`, []],
  ])('%s', (_, html, notes) => {
    const page = `<article>${HEADLINE}<div class="story-body">${PROSE}</div>${html}</article>`;
    expect(read(page).notes.map(({ text }) => text)).toEqual(notes);
  });

  it('a line named as the place is the dateline, and none of its text', () => {
    const page = `<article>${HEADLINE}<div class="story-body"><h6 class="x-location">Port Tarran</h6>${PROSE}</div></article>`;
    expect(read(page).dateline).toBe('Port Tarran');
    expect(bodyOf(page)).toEqual(TEXTS);
  });

  it('capitals before a colon are the dateline, but not where others follow', () => {
    const page = (texts: string[]) =>
      `<article>${HEADLINE}<div class="story-body">${texts.map((text) => `<p>${text}</p>`).join('')}</div></article>`;
    const [one = '', two = '', ...others] = TEXTS;
    expect(read(page([`TARRAN: ${one}`, two, ...others])).dateline).toBe('TARRAN');
    expect(read(page([`ANNA LEE: ${one}`, `BO RAY: ${two}`, ...others])).dateline).toBeNull();
    expect(read(page([`BREAKING: ${one}`, two, ...others])).dateline).toBeNull();
  });

  it('a few words between headline and picture are none of it', () => {
    const figure = '<figure><img src="/p/quay.jpg"><figcaption>The quay at noon.</figcaption></figure>';
    expect(bodyOf(`<article>${HEADLINE}<div><span>Seen from Tarran</span></div>${figure}${PROSE}</article>`)).toEqual(
      TEXTS,
    );
  });

  it('the heading of a box that only asks for something is not left behind', () => {
    const box =
      '<aside class="x1"><h4>More of the sea</h4><p>Sign up for our newsletter and read the best every week.</p></aside>';
    expect(bodyOf(`<article>${HEADLINE}${PROSE}${box}${OTHER}</article>`).join()).not.toContain('More of the sea');
  });
});

describe('links to other articles', () => {
  const link = '<a href="/2026/comet-over-bay">A comet that nobody had announced</a>';
  const related = { type: 'related', title: 'A comet that nobody had announced' };

  it.each<[string, string, string | null]>([
    ['a label in many languages', `<p>Lea más: ${link}</p>`, 'Lea más'],
    ['a label set apart by a bar', `<p><strong>FUNDA OLUNYE | ${link}</strong></p>`, 'FUNDA OLUNYE'],
    ['a heading of its own', `<h3>Read also</h3><p>${link}</p>`, 'Read also'],
    ['a line that ends with a colon', `<p><strong>Mehr vom Meer:</strong></p><p>${link}</p>`, 'Mehr vom Meer'],
    [
      'a box with a teaser',
      `<div class="x"><div><p>Czytaj więcej</p></div><div>${link}<p>The school closed early.</p></div></div>`,
      'Czytaj więcej',
    ],
    ['no label', `<p>${link}</p>`, null],
  ])('carry %s', (_, html, label) => {
    const { body } = read(`<article>${HEADLINE}${PROSE}${html}${OTHER}</article>`);
    expect(body.filter(({ type }) => type === 'related')).toMatchObject([{ ...related, label }]);
    const texts = body.map((block) => ('text' in block ? block.text : '')).join('\n');
    if (label !== null) expect(texts).not.toContain(label);
  });

  it('are boxes between two paragraphs that lead to one article', () => {
    const box = `<aside class="x-teaser"><a href="/2026/comet-over-bay"><h4>A comet that nobody had announced</h4><span>Read more</span></a></aside>`;
    const relatedIn = (html: string) => read(html).body.filter(({ type }) => type === 'related');
    expect(relatedIn(`<article>${HEADLINE}${PROSE}${box}${OTHER}</article>`)).toMatchObject([
      { ...related, label: 'Read more' },
    ]);
    expect(relatedIn(`<article>${HEADLINE}${PROSE}${OTHER}${box}</article>`)).toEqual([]);
    const elsewhere = box.replace('href="', 'href="https://shop.example');
    expect(relatedIn(`<article>${HEADLINE}${PROSE}${elsewhere}${OTHER}</article>`)).toEqual([]);
  });

  it('are none where the text goes on', () => {
    const text = `<p>He told the council: ${link} was the last thing that he would write about, and then he sat down.</p>`;
    const { body } = read(`<article>${HEADLINE}${PROSE}${text}${OTHER}</article>`);
    expect(body.filter(({ type }) => type === 'related')).toEqual([]);
  });
});

describe('the standfirst', () => {
  const DEK = 'Nobody sails to the island this week, and the baker has begun to count his flour.';

  it.each<[string, string, string]>([
    ['is said again in the metadata, after a dateline', `<p>Saltmere · ${DEK}</p>`, `Saltmere · ${DEK}`],
    ['is named by its box', `<div class="x-lead"><p>${DEK}</p></div>`, DEK],
    ['is a subtitle, and not the kicker above it', `<h2 class="supra-title">Islands</h2><h2>${DEK}</h2>`, DEK],
    [
      'is of several parts',
      `<h2 class="subtitle">${DEK}</h2><h2 class="subtitle">The harbour office is silent.</h2>`,
      `${DEK}\nThe harbour office is silent.`,
    ],
  ])('%s', (_, html, dek) => {
    const head = `<meta name="description" content="${DEK}">`;
    const page = `<main><header>${HEADLINE}${html}</header><div class="story-body">${PROSE}</div></main>`;
    expect(read(page, head).dek).toBe(dek);
  });

  it('is the first paragraph where all of it is bold and the metadata says it', () => {
    const head = `<meta name="description" content="${DEK}">`;
    const page = (first: string) => `<main>${HEADLINE}<div class="story-body">${first}${PROSE}</div></main>`;
    expect(read(page(`<p><strong>${DEK}</strong></p>`), head).dek).toBe(DEK);
    expect(read(page(`<p>${DEK}</p>`), head).dek).toBeNull();
  });

  it('is no heading within the text, whatever its name', () => {
    const page = `<main>${HEADLINE}<div class="story-body">${PROSE}<h2 class="subhead">The ice in the boxes</h2>${OTHER}</div></main>`;
    expect(read(page).dek).toBeNull();
    expect(bodyOf(page)).toContain('The ice in the boxes');
  });

  it('needs neither a name nor metadata where a sentence stands alone between headline and body', () => {
    const page = `<main><header>${HEADLINE}<div>${DEK}</div></header><div class="story-body">${PROSE}</div></main>`;
    expect(read(page).dek).toBe(DEK);
  });

  it('is not the text itself where a rule names a body without paragraphs', () => {
    const html = `<html><body><main>${HEADLINE}<div class="story">${TEXTS.join('<br><br>')}</div></main></body></html>`;
    const rules = { ...NO_RULES, extract: [{ ...emptyRule, body: ['main .story'] }] };
    const { dek, body } = extractArticle({ url: URL, finalUrl: URL, html }, rules);
    expect(dek).toBeNull();
    expect(body.map((block) => ('text' in block ? block.text : ''))).toEqual(TEXTS);
  });

  it.each<[string, string, string]>([
    ['another wording of the headline', `<h2>Ferry stays in port</h2>`, ''],
    ['a caption', `<div class="photo-caption">${DEK}</div>`, ''],
    ['a text after the body', '', `<div class="x-lead"><p>${DEK}</p></div>`],
  ])('is not %s', (_, before, after) => {
    const page = `<main><header>${HEADLINE}${before}</header><div class="story-body">${PROSE}</div>${after}</main>`;
    expect(read(page).dek).toBeNull();
  });
});
