import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/model/block.ts';
import { type LinkEdit, linkEdits } from '../../../src/review/link-edits.ts';

/** A paragraph of the links alone, `words>address` each. */
function linked(...links: string[]): Block {
  let text = '';
  const spans = links.map((link) => {
    const [words = '', href = ''] = link.split('>');
    const start = text.length;
    text += words;
    const span = { start, end: text.length, kind: 'link' as const, href };
    text += ' ';
    return span;
  });
  return { type: 'paragraph', text, spans };
}

const show = ({ before, after }: LinkEdit) =>
  [before, after].map((link) => (link === null ? '' : `${link.text}>${link.href}`)).join(' | ');

describe('linkEdits', () => {
  it.each<[string, Block | null, Block | null, string[]]>([
    ['nothing', linked('a>1', 'b>2'), linked('a>1', 'b>2'), []],
    ['one address of three', linked('a>1', 'b>2', 'c>3'), linked('a>1', 'b>9', 'c>3'), ['b>2 | b>9']],
    ['one of several under the same word', linked('a>1', 'a>2', 'a>3'), linked('a>1', 'a>9', 'a>3'), ['a>2 | a>9']],
    ['an address that another link has too', linked('a>1', 'b>2'), linked('a>1', 'b>1'), ['b>2 | b>1']],
    ['words alone', linked('a>1', 'b>2'), linked('a>1', 'bb>2'), ['b>2 | bb>2']],
    ['addresses swapped', linked('a>1', 'b>2'), linked('a>2', 'b>1'), ['a>1 | a>2', 'b>2 | b>1']],
    ['a link that came', linked('a>1'), linked('a>1', 'b>2'), [' | b>2']],
    ['a link that went', linked('a>1', 'a>1'), linked('a>1'), ['a>1 | ']],
    ['another order', linked('a>1', 'b>2'), linked('b>2', 'a>1'), []],
    ['no block', null, linked('a>1'), [' | a>1']],
  ])('finds %s', (_, before, after, expected) => {
    expect(linkEdits(before, after).map(show)).toEqual(expected);
  });
});
