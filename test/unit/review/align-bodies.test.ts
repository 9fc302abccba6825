import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import type { Block } from '../../../src/model/block.ts';
import type { BlockChange } from '../../../src/model/change.ts';
import { alignBodies, type BodyLine, foldLines } from '../../../src/review/align-bodies.ts';
import { makeRecord } from '../../helpers/articles.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', text, spans: [] });
const texts = (...all: string[]) => all.map(paragraph);

function describeLine(line: BodyLine): string {
  const text = (block: Block | null) => (block?.type === 'paragraph' ? block.text : '');
  if (line.kind === 'same') return `= ${text(line.block)}`;
  if (line.kind === 'moved-away') return `< ${text(line.change.before)}`;
  return `${line.change.op} ${text(line.change.after ?? line.change.before)}`;
}

function change(
  op: BlockChange['op'],
  from: number | null,
  to: number | null,
  before: string | null,
  after: string | null,
) {
  const block = (text: string | null) => (text === null ? null : paragraph(text));
  return { op, from, to, before: block(before), after: block(after), words: [] };
}

describe('alignBodies', () => {
  it.each<[string, Block[], Block[], BlockChange[], string[]]>([
    ['nothing', [], [], [], []],
    ['all the same', texts('a', 'b'), texts('a', 'b'), [], ['= a', '= b']],
    [
      'an addition',
      texts('a', 'b'),
      texts('a', 'n', 'b'),
      [change('added', null, 1, null, 'n')],
      ['= a', 'added n', '= b'],
    ],
    [
      'a deletion',
      texts('a', 'x', 'b'),
      texts('a', 'b'),
      [change('removed', 1, null, 'x', null)],
      ['= a', 'removed x', '= b'],
    ],
    [
      'a deletion at the end',
      texts('a', 'x'),
      texts('a'),
      [change('removed', 1, null, 'x', null)],
      ['= a', 'removed x'],
    ],
    [
      'an edit',
      texts('a', 'b', 'c'),
      texts('a', 'B', 'c'),
      [change('edited', 1, 1, 'b', 'B')],
      ['= a', 'edited B', '= c'],
    ],
    [
      'a block moved down',
      texts('m', 'a', 'b'),
      texts('a', 'b', 'm'),
      [change('moved', 0, 2, 'm', 'm')],
      ['< m', '= a', '= b', 'moved m'],
    ],
    [
      'a deletion before an edit after an addition',
      texts('a', 'x', 'e', 'b'),
      texts('n', 'a', 'E', 'b'),
      [change('added', null, 0, null, 'n'), change('removed', 1, null, 'x', null), change('edited', 2, 2, 'e', 'E')],
      ['added n', '= a', 'removed x', 'edited E', '= b'],
    ],
    [
      'all gone and all new',
      texts('a', 'b'),
      texts('c'),
      [
        change('removed', 0, null, 'a', null),
        change('removed', 1, null, 'b', null),
        change('added', null, 0, null, 'c'),
      ],
      ['removed a', 'removed b', 'added c'],
    ],
  ])('puts %s in reading order', (_name, from, to, changes, expected) => {
    expect(alignBodies(from, to, changes).map(describeLine)).toEqual(expected);
  });

  it('loses nothing of either body, whatever was edited', () => {
    const words = fc.constantFrom('storm', 'harbour', 'mayor', 'said', 'twelve', 'trams', 'closed', 'night', 'report');
    const body = fc.array(
      fc.array(words, { minLength: 1, maxLength: 7 }).map((all) => all.join(' ')),
      { maxLength: 9 },
    );
    /** The same paragraphs put together two by two, or cut in two: what merges and splits look like. */
    const join = (list: string[]) =>
      list.flatMap((text, at) => (at % 2 === 1 ? [] : [[text, list[at + 1]].filter(Boolean).join(' ')]));
    const pair = fc.oneof(
      fc.tuple(body, body),
      body.map((list): [string[], string[]] => [list, join(list)]),
      body.map((list): [string[], string[]] => [join(list), list]),
    );
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const [from, to] = [makeRecord('H', before), makeRecord('H', after)];
        const found = compareVersions(from, to);
        const lines = alignBodies(from.body, to.body, found?.blocks ?? []);
        const shown = (line: BodyLine) => (line.kind === 'change' ? line.change.to : null);
        const places = lines.flatMap((line) => (line.kind === 'same' ? [line.place] : (shown(line) ?? [])));
        // Paragraphs that were merged have a line each, at the same place.
        expect([...new Set(places)]).toEqual(to.body.map((_, index) => index));
        const parts = lines.filter((line) => line.kind === 'change' && line.change.op === 'merged').length;
        expect(parts).toBe(found?.blocks.filter((block) => block.op === 'merged').length ?? 0);
        const gone = lines.flatMap((line) =>
          line.kind === 'change' && line.change.op === 'removed' ? [line.change] : [],
        );
        expect(new Set(gone)).toEqual(new Set(found?.blocks.filter((block) => block.op === 'removed')));
        const away = lines.filter((line) => line.kind === 'moved-away').length;
        expect(away).toBe(found?.blocks.filter((block) => block.op === 'moved').length ?? 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('foldLines', () => {
  const same = (count: number): BodyLine[] =>
    Array.from({ length: count }, (_, place) => ({ kind: 'same', block: paragraph('same'), place }));
  const edit: BodyLine = { kind: 'change', change: change('edited', 0, 0, 'a', 'b') };

  it.each([
    [
      'a short run',
      [edit, ...same(3), edit],
      [
        [false, 1],
        [false, 3],
        [false, 1],
      ],
    ],
    [
      'a long run between two changes',
      [edit, ...same(6), edit],
      [
        [false, 1],
        [false, 1],
        [true, 4],
        [false, 1],
        [false, 1],
      ],
    ],
    [
      'a long run at the start',
      [...same(6), edit],
      [
        [true, 5],
        [false, 1],
        [false, 1],
      ],
    ],
    [
      'a long run at the end',
      [edit, ...same(6)],
      [
        [false, 1],
        [false, 1],
        [true, 5],
      ],
    ],
    ['nothing but what stayed', same(6), [[true, 6]]],
    ['nothing', [], []],
  ])('folds %s', (_name, lines, expected) => {
    expect(foldLines(lines).map((part) => [part.isFolded, part.lines.length])).toEqual(expected);
    expect(foldLines(lines).flatMap((part) => part.lines)).toEqual(lines);
  });
});
