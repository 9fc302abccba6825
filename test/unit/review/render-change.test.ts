import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Change } from '../../../src/model/change.ts';
import { renderChangeHtml } from '../../../src/review/render-change-html.ts';
import { renderChangeMarkdown } from '../../../src/review/render-change-markdown.ts';
import { renderChangeTerminal } from '../../../src/review/render-change-terminal.ts';
import { widthOf } from '../../../src/review/text-width.ts';
import { makeRecord } from '../../helpers/articles.ts';

function change(from: Article, to: Article): Change {
  const found = compareVersions(from, to);
  if (found === null) throw new Error('Nothing differs.');
  return found;
}

const long = 'It went on in the same way for a long time, as everybody who was there remembers well. '.repeat(4).trim();
const from = makeRecord('Leader rejects peace plan', [
  'A paragraph that stays.',
  `${long} He got 7 months. ${long}`,
  'One that will go away.',
  'The last one, which comes to an end.',
]);
const to = makeRecord('Leader rejects ‘peace’ plan', [
  'The last one, which comes to an end.',
  'A paragraph that stays.',
  `${long} He got 18 months. ${long}`,
  'One <b>that</b> is *new* & https://a.example',
]);
const example = change(from, to);
const hostile = change(
  makeRecord('a', ['x']),
  makeRecord('a\u001b[2Jb', ['x', '\u001b]0;title\u0007 \u009b31m \u202egnp.exe <script>alert(1)</script> "quoted"']),
);

describe('renderChangeTerminal', () => {
  const plain = renderChangeTerminal(example, { colour: false, width: 300 });

  it('marks words, names moves and folds what stayed', () => {
    expect(plain).toContain('Leader rejects [-peace-]{+‘peace’+} plan');
    expect(plain).toContain('He got [-7-]{+18+} months.');
    expect(plain).toContain('…');
    expect(plain).toContain('Paragraph moved from place 4 to 1');
    expect(plain).toContain('Paragraph 3 removed\n  [-One that will go away.-]');
    expect(plain).toContain('figure: 7 → 18');
    expect(plain).toContain('· silent');
  });

  it('says the same with colours as without', () => {
    const coloured = renderChangeTerminal(example, { colour: true, width: 300 });
    expect(coloured).toContain('\u001b[31m[-7-]\u001b[0m\u001b[32m{+18+}\u001b[0m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out.
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  it('keeps within the width, wide characters counted twice', () => {
    const wide = change(
      makeRecord('a', ['他说七个月。'.repeat(30)]),
      makeRecord('b', [`${'他说七个月。'.repeat(15)}新${'他说七个月。'.repeat(20)}`, 'x'.repeat(200)]),
    );
    for (const width of [40, 70]) {
      const lines = [example, wide].flatMap((each) =>
        renderChangeTerminal(each, { colour: false, width }).split('\n').slice(1),
      );
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  });

  it('lets nothing of the page control the terminal', () => {
    const text = renderChangeTerminal(hostile, { colour: false, width: 80 });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must not be there.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe('renderChangeMarkdown', () => {
  it('strikes out what went and sets in bold what came, and nothing else', () => {
    const markdown = renderChangeMarkdown(example);
    expect(markdown).toContain('Leader rejects ~~peace~~**‘peace’** plan');
    expect(markdown).toContain('**One \\<b\\>that\\</b\\> is \\*new\\* \\& https://a.example**');
    expect(markdown).toContain('### Paragraph 3 removed\n\n~~One that will go away.~~');
  });
});

describe('renderChangeHtml', () => {
  it('gives ins and del in the classes that it documents', () => {
    const $ = load(renderChangeHtml(example));
    expect($('article.change.change-silent')).toHaveLength(1);
    expect(
      $('.change-kinds .change-kind')
        .toArray()
        .map((kind) => $(kind).text()),
    ).toEqual(example.kinds);
    expect($('.change-part').first().find('.change-words').html()).toBe(
      'Leader rejects <del>peace</del><ins>‘peace’</ins> plan',
    );
    expect($('ins').last().text()).toBe('One <b>that</b> is *new* & https://a.example');
  });

  it('lets no markup of the page through', () => {
    const text = fc
      .array(fc.constantFrom('<', '>', '&', '"', "'", 'script', 'b', '</ins>', ' ', '=', '&lt;'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    const allowed = new Set(['html', 'head', 'body', 'article', 'ul', 'li', 'p', 'section', 'h3', 'ins', 'del', 'br']);
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = compareVersions(makeRecord(before, [after]), makeRecord(after, [before, 'x']));
        if (found === null) return;
        const $ = load(renderChangeHtml(found));
        expect(
          $('*')
            .toArray()
            .filter((element) => !('name' in element && allowed.has(element.name))),
        ).toEqual([]);
        expect($('[style], [onclick], [href], [src]')).toHaveLength(0);
      }),
    );
  });
});

describe('a change without words', () => {
  it('shows where a link leads now', () => {
    const linked = (href: string): Article => ({
      ...makeRecord('a'),
      body: [{ type: 'paragraph', text: 'See this report.', spans: [{ start: 9, end: 15, kind: 'link', href }] }],
    });
    const found = change(linked('https://a.example/'), linked('https://b.example/'));
    expect(renderChangeTerminal(found, { colour: false, width: 100 })).toContain(
      'See this report. [-https://a.example/-]{+https://b.example/+}',
    );
  });
});
