import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Block } from '../../../src/model/block.ts';
import type { Change } from '../../../src/model/change.ts';
import { renderChangeHtml } from '../../../src/review/render-change-html.ts';
import { renderChangeMarkdown } from '../../../src/review/render-change-markdown.ts';
import { renderChangeTerminal } from '../../../src/review/render-change-terminal.ts';
import { widthOf } from '../../../src/review/text-width.ts';
import { renderDifferences } from '../../../src/review/views/render-differences.ts';
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

  const renderAll = (found: Change): Record<string, string> => ({
    terminal: renderChangeTerminal(found, { colour: false, width: 400 }),
    markdown: renderChangeMarkdown(found),
    html: renderChangeHtml(found),
  });
  const withBlock = (block: Block): Article => ({ ...makeRecord('a'), body: [block] });

  it('marks of several links only the one that leads elsewhere', () => {
    const links = (second: string): Article => {
      const text = 'See this report and that paper and the note.';
      const span = (label: string, href: string) => {
        const start = text.indexOf(label);
        return { start, end: start + label.length, kind: 'link' as const, href };
      };
      const spans = [
        span('report', 'https://kept.example/'),
        span('paper', second),
        span('note', 'https://kept.example/n'),
      ];
      return withBlock({ type: 'paragraph', text, spans });
    };
    const found = change(links('https://a.example/'), links('https://b.example/'));
    for (const shown of Object.values(renderAll(found))) expect(shown).not.toContain('kept');
    expect(renderAll(found).terminal).toContain('paper [-https://a.example/-]{+https://b.example/+}');
    const page = String(renderDifferences(found, links('https://a.example/'), links('https://b.example/')));
    const $ = load(page);
    expect($('del').text()).toBe('https://a.example/');
    expect($('ins').text()).toBe('https://b.example/');
  });

  it('marks the words that a link stands on now, and not its address', () => {
    const on = (start: number, end: number) =>
      withBlock({
        type: 'paragraph',
        text: 'See this report.',
        spans: [{ start, end, kind: 'link', href: 'https://a.example/' }],
      });
    const found = change(on(9, 15), on(4, 15));
    expect(renderAll(found).terminal).toContain('[-report-]{+this report+} https://a.example/');
    const $ = load(String(renderDifferences(found, on(9, 15), on(4, 15))));
    expect([$('del').text(), $('ins').text()]).toEqual(['report', 'this report']);
  });

  it('shows a link that leads elsewhere beside words that were edited', () => {
    const to = (text: string, href: string) =>
      withBlock({ type: 'paragraph', text, spans: [{ start: 9, end: 15, kind: 'link', href }] });
    const found = change(
      to('See this report now.', 'https://a.example/'),
      to('See this report soon.', 'https://b.example/'),
    );
    expect(renderAll(found).terminal).toContain('[-now-]{+soon+}.');
    expect(renderAll(found).terminal).toContain('[-https://a.example/-]{+https://b.example/+}');
  });

  it.each([null, 'At the talks'])(
    'shows the alternative text of a picture before and after (caption: %s)',
    (caption) => {
      const picture = (alt: string | null) =>
        withBlock({ type: 'image', url: 'https://a.example/p.jpg', alt, caption, credit: null });
      const [before, after] = [picture('Men at a table'), picture('Women at a table')];
      const found = change(before, after);
      expect(renderAll(found).terminal).toContain('alternative text: [-Men-]{+Women+} at a table');
      expect(renderAll(found).markdown).toContain('~~Men~~**Women** at a table');
      expect(renderAll(found).html).toContain('<del>Men</del><ins>Women</ins> at a table');
      const $ = load(String(renderDifferences(found, before, after)));
      expect([$('del').text(), $('ins').text()]).toEqual(['Men', 'Women']);
      expect(renderAll(change(picture(null), after)).terminal).toContain('{+Women at a table+}');
    },
  );
});
