import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { buildMail } from '../../../src/deliver/channels/build-mail.ts';
import { templatesOf } from '../../../src/deliver/compose/usual-templates.ts';
import type { Change } from '../../../src/model/change.ts';
import { drawChange } from '../../../src/review/image/draw-change.ts';
import { renderChangeHtml } from '../../../src/review/render-change-html.ts';
import { cleanText } from '../../../src/review/render-change-parts.ts';
import { renderChangesCsv } from '../../../src/review/render-changes-csv.ts';
import type { Web } from '../../../src/review/web.ts';
import type { StoredChange } from '../../../storage/changes.ts';
import { makeAlert } from '../../helpers/channels.ts';
import { HOSTILE_ADDRESSES, HOSTILE_TEXTS } from '../../helpers/hostile-texts.ts';

const TARGET = { kind: 'email', server: 'smtp://m.example', user: null, password: null, isPlain: false } as const;
const MAIL = { ...TARGET, from: 'stet@paper.example', to: ['desk@paper.example'] };
const ALL = [...HOSTILE_TEXTS, ...HOSTILE_ADDRESSES];

/** The names of all elements, the names of all attributes, and where what leads anywhere leads. */
function outline(markup: string, xml = false) {
  const page = load(markup, { xml });
  const elements = page('*').get();
  const attributes = elements.flatMap((element) => Object.entries('attribs' in element ? element.attribs : {}));
  const leading = attributes.filter(([name]) => /href|src|action|data/i.test(name)).map(([, value]) => value);
  return {
    elements: [...new Set(elements.map((element) => ('name' in element ? element.name : '')))].sort(),
    attributes: [...new Set(attributes.map(([name]) => name))].sort(),
    leading,
  };
}

describe.each(ALL)('%s', (text) => {
  it('is text in an e-mail, in its picture’s alternative too', () => {
    const alert = makeAlert({
      headline: text,
      source: text,
      before: text,
      after: text,
      reasons: [text],
      language: text,
    });
    const message = { id: 'd1', alerts: [alert], home: 'https://stet.example/' };
    const templates = templatesOf({ target: MAIL, templates: { title: null, body: null } });
    const picture = { bytes: new Uint8Array(), name: 'change.png', alt: text, width: 1200, height: 630 };
    const { html, subject } = buildMail(message, MAIL, templates, picture);
    const { elements, attributes, leading } = outline(html);
    expect(elements).toEqual(['a', 'body', 'br', 'head', 'html', 'img', 'meta', 'p', 'title']);
    expect(attributes).toEqual(['alt', 'charset', 'dir', 'height', 'href', 'lang', 'src', 'style', 'width']);
    for (const address of leading) expect(address).toMatch(/^(?:https:\/\/|cid:change$)/);
    expect(load(html)('img').attr('alt')).toBe(text.replaceAll('\r', '\n').replaceAll('\x00', '\ufffd'));
    expect(subject).not.toMatch(/\p{Cc}/u);
  });

  it('is text in a picture', () => {
    const words = [{ op: 'same' as const, text }];
    const svg = drawChange({ source: text, time: text, headline: text, kinds: text, before: words, after: words });
    const { elements, leading } = outline(svg, true);
    expect(elements.filter((name) => !['svg', 'rect', 'text', 'tspan'].includes(name))).toEqual([]);
    expect(leading).toEqual([]);
  });

  it('is text in a change as HTML', () => {
    const change: Change = {
      ...{ kinds: ['headline'], importance: 0.5, reasons: [text], terms: [], silent: false, noise: false },
      ...{ touched: false, passedOver: [], blocks: [] },
      fields: [{ field: 'headline', from: text, to: `${text} ${text}`, words: [] }],
    };
    const { elements, attributes } = outline(renderChangeHtml(change));
    const known = ['article', 'body', 'br', 'del', 'h3', 'head', 'html', 'ins', 'li', 'p', 'section', 'ul'];
    expect(elements.filter((name) => !known.includes(name))).toEqual([]);
    expect(attributes.filter((name) => !['class', 'dir'].includes(name))).toEqual([]);
  });

  it('is a cell in CSV that no spreadsheet calculates', () => {
    const web = { sources: () => [{ id: 'gazette', name: text }] } as unknown as Web;
    const words = { field: 'headline', from: text, to: '', words: [{ op: 'removed', text }] };
    const rest = { kinds: ['headline'], importance: 0.5, silent: false, noise: false, verdict: 'flagged', blocks: [] };
    const places = { id: 'a1', article_id: 'b1', source_id: 'gazette', from_version: 1, to_version: 2 };
    const said = { url: `https://paper.example/${text}`, headline: text, note: text, reasons: [text], fields: [words] };
    const change = { ...rest, ...places, ...said, detected_at: new Date(0) } as unknown as StoredChange;
    const [head = [], row = [], ...more] = readCsv(renderChangesCsv(web, [change]));
    expect(more).toEqual([]);
    expect(row).toHaveLength(head.length);
    expect(row.filter((cell) => /^[=+\-@\t\r|]/.test(cell))).toEqual([]);
    const cell = row[head.indexOf('headline')] ?? '';
    expect(cell.replace(/^'/, '')).toBe(cleanText(text).replace(/^'/, ''));
  });
});

/** The cells of a CSV file (RFC 4180), line by line. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '') break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}
