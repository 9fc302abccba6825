import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/model/block.ts';
import type { BlockChange, FieldChange, WordEdit } from '../../../src/model/change.ts';
import { excerptWords } from '../../../src/review/excerpt-words.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', text, spans: [] });
const same = (text: string): WordEdit => ({ op: 'same', text });
const removed = (text: string): WordEdit => ({ op: 'removed', text });
const added = (text: string): WordEdit => ({ op: 'added', text });
const field = (name: FieldChange['field'], words: WordEdit[]): FieldChange => ({
  field: name,
  from: 'a',
  to: 'b',
  words,
});
const block = (
  op: BlockChange['op'],
  before: string | null,
  after: string | null,
  words: WordEdit[] = [],
): BlockChange => ({
  op,
  from: before === null ? null : 0,
  to: after === null ? null : 0,
  before: before === null ? null : paragraph(before),
  after: after === null ? null : paragraph(after),
  words,
});
const LONG =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen';

describe('excerptWords', () => {
  it.each<[string, FieldChange[], BlockChange[], WordEdit[]]>([
    ['nothing', [], [], []],
    [
      'the headline before the text',
      [field('headline', [removed('a'), added('b')])],
      [block('added', null, 'n')],
      [removed('a'), added('b')],
    ],
    ['the text before the tags', [field('tags', [added('t')])], [block('added', null, 'n')], [added('n')]],
    [
      'an edit before an addition',
      [],
      [block('added', null, 'n'), block('edited', 'x', 'y', [removed('x'), added('y')])],
      [removed('x'), added('y')],
    ],
    ['a whole field without words', [field('section', [])], [], [removed('a'), added('b')]],
    ['a deletion', [], [block('removed', 'gone', null)], [removed('gone')]],
    ['a move by what was moved', [], [block('moved', 'm', 'm')], [same('m')]],
    ['an edit rather than a move', [], [block('moved', 'm', 'm'), block('added', null, 'n')], [added('n')]],
  ])('shows %s', (_name, fields, blocks, expected) => {
    expect(excerptWords({ fields, blocks })).toEqual(expected);
  });

  it('cuts what stayed to a context around what did not', () => {
    const words = [
      same(`${LONG} `),
      removed('12'),
      added('21'),
      same(` ${LONG} ${LONG} `),
      added('x'),
      same(` ${LONG}`),
    ];
    const [before, , , between, , after] = excerptWords(
      { fields: [], blocks: [block('edited', 'a', 'b', words)] },
      900,
    );
    expect(before?.text).toMatch(/^…\S.* seventeen $/);
    expect(between?.text).toMatch(/^ one .*….* seventeen $/);
    expect(after?.text).toMatch(/^ one .* …$/);
    for (const part of [before, between, after]) expect(part?.text.length).toBeLessThan(130);
  });

  it('ends at the limit, between characters', () => {
    const all = excerptWords({ fields: [], blocks: [block('added', null, '😀'.repeat(500))] }, 101);
    const text = all.map((word) => word.text).join('');
    expect(text.length).toBeLessThanOrEqual(102);
    expect(text.isWellFormed()).toBe(true);
  });
});

it('shows what was edited before the note that says so, and the note where nothing else was', () => {
  const note = field('notes', [added('Correction: it was 2.9 per cent.')]);
  const words = [removed('3.2'), added('2.9'), same(' per cent')];
  const edit: BlockChange = {
    op: 'edited',
    from: 0,
    to: 0,
    before: paragraph('3.2 per cent'),
    after: paragraph('2.9 per cent'),
    words,
  };
  expect(excerptWords({ fields: [note], blocks: [edit] })).toEqual(words);
  expect(excerptWords({ fields: [note], blocks: [] })).toEqual(note.words);
});
