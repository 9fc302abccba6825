import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digestArticle } from '../../../src/extract/digest-article.ts';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import { type Article, WATCHED_FIELDS } from '../../../src/model/article.ts';
import { GOLDEN_DIR, NO_RULES, readGolden } from './golden-pages.ts';

const HTML = readFileSync(new URL('moscow-times.in.html', GOLDEN_DIR), 'utf8');

function read(edit: (html: string) => string = (html) => html): Article {
  const { url } = readGolden('moscow-times');
  const html = edit(HTML);
  if (html === HTML && edit.length > 0 && edit !== same) throw new Error('The edit of this case touches nothing.');
  return extractArticle({ url, finalUrl: url, html }, NO_RULES);
}
const same = (html: string) => html;
const before = read(same);

/** The fields whose digests an edit changes. */
function changedBy(edit: (html: string) => string): string[] {
  const after = read(edit);
  const fields = WATCHED_FIELDS.filter((field) => before.digests[field] !== after.digests[field]);
  expect(before.digest !== after.digest).toBe(fields.length > 0);
  return fields;
}

describe('digests', () => {
  it('are named by their algorithm', () => {
    for (const digest of [before.digest, ...Object.values(before.digests)])
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(Object.keys(before.digests)).toEqual([...WATCHED_FIELDS]);
  });

  it.each<[string, (html: string) => string]>([
    ['parameters of pictures', (html) => html.replaceAll('.jpg"', '.jpg?w=640&v=8"')],
    ['white space between blocks', (html) => html.replaceAll('</p>', '</p>\n\n   ').replaceAll('<p>', '<p>\t ')],
    ['the order of tags', (html) => html.replaceAll('Volga, Strikes, Transport', 'Transport, Volga, Strikes')],
    ['how an accent is composed', (html) => html.replaceAll('é', 'e\u0301').replaceAll('Rovnoye', 'Rovnoye\u00ad')],
    ['when the page was saved', (html) => html.replaceAll('2023-03-14T19:02:11', '2023-03-14T20:44:00')],
    ['what the side bar holds', (html) => html.replace('Late Snow Covers the Capital', 'Early Sun Melts the Capital')],
    ['tokens of a load', (html) => html.replace('f81d4fae', '00c0ffee')],
    ['the advert inside the text', (html) => html.replace('Learn to trade from your sofa', 'Buy a sofa')],
  ])('do not depend on %s', (_, edit) => expect(changedBy(edit)).toEqual([]));

  it.each<[string, string[], (html: string) => string]>([
    ['a headline', ['headline'], (html) => html.replaceAll('Unpaid Winter Wages', 'Unpaid Wages')],
    ['a figure in the text', ['body'], (html) => html.replace('Some 140 people', 'Some 410 people')],
    ['where a link goes', ['body'], (html) => html.replace('example.org/union/statement', 'example.org/union/denial')],
    ['the words of an embed', ['body'], (html) => html.replace('has run out of tea', 'has run out of milk')],
    [
      'the caption of a picture in the text',
      ['body'],
      (html) => html.replaceAll('People queue at the pier', 'A few people at the pier'),
    ],
    ['a picture in the text', ['body'], (html) => html.replace('22/queue.jpg', '22/pier.jpg')],
    ['emphasis', ['body'], (html) => html.replace('<em>has not</em>', 'has not')],
    ['a paragraph break', ['body'], (html) => html.replace('“The thaw has come.', '</p><p>“The thaw has come.')],
    [
      'the lead image’s caption',
      ['leadImage'],
      (html) => html.replace('lies at its winter berth', 'sinks at its winter berth'),
    ],
    ['the lead image’s credit', ['leadImage'], (html) => html.replace('Nikolai Orlov / TASS', 'Nikolai Orlov / AP')],
    ['the standfirst', ['dek'], (html) => html.replace('Four towns have been', 'Five towns have been')],
    ['the label', ['kicker'], (html) => html.replace('>Feature<', '>Opinion<')],
    [
      'an author',
      ['byline'],
      (html) =>
        html.replaceAll('Irina Belova', 'Irina Chernova').replaceAll('Irina Chernova / MT', 'Irina Belova / MT'),
    ],
    ['a tag', ['tags'], (html) => html.replaceAll('Volga, Strikes, Transport', 'Volga, Transport')],
    [
      'the section',
      ['section'],
      (html) => html.replace('article:section" content="news', 'article:section" content="business'),
    ],
    [
      'the date of publication',
      ['publishedAt'],
      (html) => html.replaceAll('2023-03-14T16:20:00', '2023-03-14T16:25:00'),
    ],
  ])('change with %s', (_, fields, edit) => expect(changedBy(edit)).toEqual(fields));

  it('come out the same whatever the order of keys', () => {
    const shuffled = Object.fromEntries(Object.entries(before).reverse()) as Article;
    expect(digestArticle(shuffled).digest).toBe(before.digest);
  });
});
