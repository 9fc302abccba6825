import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitWords } from '../../../src/compare/body/split-words.ts';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import type { Block, ParagraphBlock } from '../../../src/model/block.ts';
import type { Change } from '../../../src/model/change.ts';
import { alignBodies } from '../../../src/review/align-bodies.ts';
import { renderChangeTerminal } from '../../../src/review/render-change-terminal.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { applyBlockChanges, bareChange, joinWords, mirrorChange } from './apply-change.ts';

const START = 'The council met on Monday to speak about the bridge over the river.';
const END = 'The next meeting is planned for the end of the month, the clerk told reporters.';
const A = 'The mayor said that repairs had been put off for years and would now begin in spring.';
const B = 'Engineers had warned of cracks in two of its pillars after the flood of last winter.';
const C = 'Drivers will have to take the long way round through the old town until autumn.';
const picture: Block = { type: 'image', url: 'https://paper.example/b.jpg', alt: null, caption: null, credit: null };
const p = (text: string): ParagraphBlock => ({ type: 'paragraph', text, spans: [] });

function compare(before: Block[], after: Block[], language = 'en'): Change {
  const record = (body: Block[]) => ({ ...makeRecord('The bridge'), language, body });
  const [from, to] = [record([p(START), ...before, p(END)]), record([p(START), ...after, p(END)])];
  const change = compareVersions(from, to);
  if (change === null) throw new Error('Nothing differs.');
  expect(applyBlockChanges(from.body, change.blocks)).toEqual(to.body);
  const back = compareVersions(to, from);
  expect(back === null ? null : mirrorChange(back)).toEqual(bareChange(change));
  return change;
}

const shape = (change: Change) => change.blocks.map(({ op, from, to }) => `${op} ${from ?? '-'} ${to ?? '-'}`);

describe('a paragraph that was cut or put together', () => {
  it.each<[string, Block[], Block[], string[], string[]]>([
    ['in two', [p(`${A} ${B}`)], [p(A), p(B)], ['split 1 1', 'split 1 2'], ['style']],
    ['in three', [p(`${A} ${B} ${C}`)], [p(A), p(B), p(C)], ['split 1 1', 'split 1 2', 'split 1 3'], ['style']],
    ['of two', [p(A), p(B)], [p(`${A} ${B}`)], ['merged 1 1', 'merged 2 1'], ['style']],
    [
      'with a picture between the halves',
      [p(`${A} ${B}`)],
      [p(A), picture, p(B)],
      ['split 1 1', 'added - 2', 'split 1 3'],
      ['style', 'image'],
    ],
    [
      'with a figure changed in the second half',
      [p(`${A} ${B}`)],
      [p(A), p(B.replace('two', 'five'))],
      ['split 1 1', 'split 1 2'],
      ['figure', 'style'],
    ],
    [
      'with a sentence new beside it',
      [p(`${A} ${B}`)],
      [p(A), p(B), p(C)],
      ['split 1 1', 'split 1 2', 'added - 3'],
      ['addition', 'style'],
    ],
    ['not at all: all but its number went', [p(`211. ${B}`)], [p('211.')], ['edited 1 1'], []],
    ['not at all: one came after it', [p(A)], [p(A), p(B)], ['added - 2'], ['addition']],
    ['not at all: its end went, another came', [p(`${A} ${B}`)], [p(A), p(C)], ['edited 1 1', 'added - 2'], []],
    [
      'while another was put together',
      [p(`${A} ${B}`), p(C), p('Nobody was hurt, the police said on Tuesday.')],
      [p(A), p(B), p(`${C} Nobody was hurt, the police said on Tuesday.`)],
      ['split 1 1', 'split 1 2', 'merged 2 3', 'merged 3 3'],
      ['style'],
    ],
  ])('%s', (_, before, after, blocks, kinds) => {
    const change = compare(before, after);
    expect(shape(change)).toEqual(blocks);
    if (kinds.length > 0) expect([...change.kinds].sort()).toEqual([...kinds].sort());
  });

  it('in a script without spaces', () => {
    const [one, two] = ['市议会星期一讨论了河上那座桥的修理问题。', '工程师警告说洪水之后有两根桥墩出现裂缝。'];
    expect(shape(compare([p(one + two)], [p(one), p(two)], 'zh'))).toEqual(['split 1 1', 'split 1 2']);
  });

  it('keeps links with the part that they stand in', () => {
    const link = { start: A.length + 1, end: A.length + 10, kind: 'link' as const, href: 'https://paper.example/e' };
    const moved = { ...link, start: 0, end: 9 };
    const whole: Block = { type: 'paragraph', text: `${A} ${B}`, spans: [link] };
    expect(compare([whole], [p(A), { ...p(B), spans: [moved] }]).kinds).toEqual(['style']);
    expect(compare([whole], [p(A), { ...p(B), spans: [{ ...moved, href: 'https://other.example/' }] }]).kinds).toEqual([
      'style',
      'link',
    ]);
  });

  it('tells nothing of the first paragraph where only its end stands apart', () => {
    const from = { ...makeRecord('The bridge'), body: [p(`${A} ${B}`), p(END)] };
    const to = { ...makeRecord('The bridge'), body: [p(A), p(B), p(END)] };
    expect(compareVersions(from, to)?.kinds).toEqual(['style']);
  });

  it('is one line a part to read, and says so', () => {
    const change = compare([p(`${A} ${B}`)], [p(A), p(B.replace('two', 'five'))]);
    const shown = renderChangeTerminal(change, { colour: false, width: 300 });
    expect(shown).toContain('Paragraph 2 split from 2\n');
    expect(shown).toContain('Paragraph 3 split from 2, and edited');
    expect(shown).toContain('cracks in [-two-]{+five+} of its pillars');
    const merge = compare([p(A), p(B)], [p(`${A} ${B}`)]);
    expect(renderChangeTerminal(merge, { colour: false, width: 300 })).toContain('Paragraph 3 merged into 2');
    const lines = alignBodies([p(START), p(A), p(B), p(END)], [p(START), p(`${A} ${B}`), p(END)], merge.blocks);
    expect(lines.map((line) => line.kind)).toEqual(['same', 'change', 'change', 'same']);
  });
});

describe('splitWords', () => {
  it('gives each part, and of the whole all but the white space at the cuts', () => {
    const text = fc.array(fc.constantFrom('a', 'the', 'bridge', 'river.', '12', '“yes”'), { maxLength: 12 });
    fc.assert(
      fc.property(text, fc.array(text, { minLength: 1, maxLength: 4 }), (whole, parts) => {
        const texts = parts.map((words) => words.join(' '));
        const sides = splitWords(whole.join(' '), texts, 'en').map(joinWords);
        expect(sides.map((side) => side.after)).toEqual(texts);
        expect(
          sides
            .map((side) => side.before)
            .join('')
            .replaceAll(' ', ''),
        ).toBe(whole.join(''));
      }),
    );
  });
});
