import { describe, expect, it } from 'vitest';
import { parseSearch } from '../../../src/model/parse-search.ts';
import { choosePassages } from '../../../src/review/choose-passages.ts';
import { excerptMatches } from '../../../src/review/excerpt-matches.ts';
import { tellHeadlines } from '../../../src/review/tell-headlines.ts';
import { tellRuns } from '../../../src/review/tell-runs.ts';
import { renderColumns } from '../../../src/review/views/render-columns.ts';
import { renderLife } from '../../../src/review/views/render-life.ts';
import { makeRecord } from '../../helpers/articles.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));

describe('the headlines of an article', () => {
  it('stand until the next one', () => {
    const told = tellHeadlines([
      { number: 1, seenAt: at(1), headline: 'One' },
      { number: 2, seenAt: at(2), headline: 'One' },
      { number: 3, seenAt: at(3), headline: 'Two' },
      { number: 4, seenAt: at(4), headline: 'One' },
    ]);
    expect(told).toEqual([
      { headline: 'One', since: at(1), until: at(3), from: 1, to: 2 },
      { headline: 'Two', since: at(3), until: at(4), from: 3, to: 3 },
      { headline: 'One', since: at(4), until: null, from: 4, to: 4 },
    ]);
  });
});

describe('versions that have what was looked for', () => {
  it.each([
    ['', []],
    ['+++', [[1, 3]]],
    ['-+-', [[2, 2]]],
    [
      '+--++',
      [
        [1, 1],
        [4, 5],
      ],
    ],
  ])('of %j are told as runs', (having, runs) => {
    const versions = [...having].map((sign, index) => ({ number: index + 1, hasWords: sign === '+' }));
    expect(tellRuns(versions).map(({ from, to }) => [from, to])).toEqual(runs);
  });
});

describe('a snippet', () => {
  const shown = (query: string, text: string, limit?: number) =>
    excerptMatches(parseSearch(query), text, limit)
      .map(({ text: part, isMatch }) => (isMatch ? `[${part}]` : part))
      .join('');

  it('marks what was looked for, and puts lines side by side', () => {
    expect(shown('mill', 'Fire at the mill\nThe mill burns.')).toBe('Fire at the [mill] · The [mill] burns.');
  });

  it('shows the stretch with the most of it', () => {
    const text = `one mill here. ${'other words '.repeat(60)}the mill and the mill and the mill. ${'more words '.repeat(60)}`;
    const snippet = shown('mill', text, 120);
    expect(snippet.match(/\[mill\]/g)).toHaveLength(3);
    expect(snippet.startsWith('…')).toBe(true);
    expect(snippet.endsWith('…')).toBe(true);
    expect(snippet.length).toBeLessThan(180);
  });

  it('cuts no character in two', () => {
    const text = '😀'.repeat(300);
    for (const { text: part } of excerptMatches(parseSearch('nothing'), text, 101))
      expect(part.isWellFormed()).toBe(true);
  });
});

describe('passages by which a text is known elsewhere', () => {
  it('are ten words of the longest paragraphs', () => {
    const long =
      'It is a day on which extraordinarily complicated circumstances nevertheless prevented everybody in town from travelling.';
    const passages = choosePassages(makeRecord('H', ['Short.', long, 'Too short to tell.']));
    expect(passages).toHaveLength(1);
    expect(long).toContain(passages[0]);
    expect(passages[0]?.split(' ')).toHaveLength(10);
    expect(passages[0]).toContain('extraordinarily');
  });

  it('are none where nothing is long enough', () => {
    expect(choosePassages(makeRecord('H', ['Short.']))).toEqual([]);
  });
});

describe('charts', () => {
  it('say what they show, and take labels as text', () => {
    const text = String(
      renderColumns('x', 'Edits', [
        { label: '<b>one</b>', value: 3 },
        { label: 'two', value: 6 },
      ]),
    );
    expect(text).toContain('<title id="x-said">Edits. Most: 6, two.');
    expect(text).toContain('&lt;b&gt;one');
    expect(text).not.toContain('style=');
    expect(text).toMatch(/<rect x="0\.1" y="50\.00" width="0\.8" height="50\.00">/);
  });

  it('stand without any figure', () => {
    expect(String(renderColumns('x', 'Edits', [{ label: 'one', value: 0 }]))).toContain('height="0.00"');
  });

  it('show an edit as high as it is important, and nothing without an edit', () => {
    const life = String(
      renderLife({
        captures: [at(0), at(5), at(10)],
        edits: [
          { at: at(5), importance: 0.5 },
          { at: at(10), importance: 0 },
        ],
      }),
    );
    expect(life).toContain('height="50.0"');
    expect(life).toContain('height="4.0"');
    expect(life.match(/class="capture"/g)).toHaveLength(3);
    expect(life).toContain('2 edits and 3 captures from');
    expect(String(renderLife({ captures: [at(0), at(1)], edits: [] }))).toBe('');
  });
});
