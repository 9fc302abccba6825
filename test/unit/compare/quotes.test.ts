import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import type { Block } from '../../../src/model/block.ts';
import type { Change, ChangeKind } from '../../../src/model/change.ts';
import { makeRecord } from '../../helpers/articles.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', text, spans: [] });
const quote = (text: string, citation: string | null = null): Block => ({ type: 'quote', text, citation, spans: [] });

/** The change of a second block from one to another. */
function edit(before: Block, after: Block, language = 'en'): Change {
  const opening = paragraph('A first paragraph that no edit of these tests touches in any way.');
  const record = (block: Block) => ({ ...makeRecord('A headline'), language, body: [opening, block] });
  const change = compareVersions(record(before), record(after));
  if (change === null) throw new Error('Nothing differs.');
  return change;
}

describe('edits of a pull quote', () => {
  const words = 'The state is like a mute who says nothing at all';
  it.each<[string, Block, Block, ChangeKind[], string]>([
    [
      'words',
      quote(words, 'Ivan Petrov'),
      quote('The state was like a wall who says nothing at all', 'Ivan Petrov'),
      ['quotation'],
      'quotation: is like a mute → was like a wall',
    ],
    ['the first word', quote(words), quote(`Our ${words.slice(4)}`), ['quotation'], 'quotation: The → Our'],
    ['words at its end', quote(words), quote(`${words} anyway`), ['quotation'], 'quotation: all → all anyway'],
    ['words at its start', quote(words), quote(`So ${words}`), ['quotation'], 'quotation: The → So The'],
    [
      'the speaker',
      quote(words, 'Ivan Petrov'),
      quote(words, 'Anna Orlova'),
      ['attribution'],
      'attribution: Ivan Petrov → Anna Orlova',
    ],
    ['a speaker named now', quote(words), quote(words, 'Anna Orlova'), ['attribution'], 'attribution: ∅ → Anna Orlova'],
    [
      'both',
      quote(words, 'Ivan Petrov'),
      quote(words.replace('mute', 'wall'), 'Anna Orlova'),
      ['quotation', 'attribution'],
      'quotation: mute → wall',
    ],
    ['its marks', quote(`“${words}”`), quote(words), ['style'], 'style: “ → ∅; ” → ∅'],
  ])('%s', (_, before, after, kinds, reason) => {
    const change = edit(before, after);
    expect(change.kinds).toEqual(kinds);
    expect(change.reasons).toContain(reason);
    expect(edit(after, before).kinds).toEqual(kinds);
  });

  it('weighs as words in quotation marks do', () => {
    const inBlock = edit(quote(words), quote(words.replace('mute', 'wall')));
    const inText = edit(paragraph(`“${words},” he said.`), paragraph(`“${words.replace('mute', 'wall')},” he said.`));
    expect(inBlock).toMatchObject({ importance: inText.importance, silent: true, noise: false });
  });

  it('takes another dash in the name of the speaker for noise', () => {
    const change = edit(quote(words, 'Ivan Petrov — minister'), quote(words, 'Ivan Petrov – minister'));
    expect(change).toMatchObject({ noise: true, kinds: ['style'] });
  });

  it('sees words that changed while a quotation of the text became a pull quote', () => {
    const change = edit(paragraph(`“${words}”`), quote(words.replace('mute', 'wall')));
    expect(change.kinds).toContain('quotation');
  });
});

describe('reasons of an edited quotation', () => {
  it.each([
    [
      'He said: “We waited for two years and for one winter we were cold.”',
      'He said: “We waited more than two years and one winter we were cold.”',
      ['quotation: for two years and for → more than two years and'],
    ],
    [
      '“We have all waited for it since the very first winter,” he said.',
      '“We have all waited long for it since the very first winter,” he said.',
      ['quotation: waited → waited long'],
    ],
    [
      '“We are late,” he said. “They are early.”',
      '“We are slow,” he said. “They are quick.”',
      ['quotation: We are late → We are slow; They are early. → They are quick.'],
    ],
  ])('%s → %s', (before, after, reasons) => {
    expect(edit(paragraph(before), paragraph(after)).reasons).toEqual(reasons);
  });

  it('leaves out the middle of a long one', () => {
    const between = 'and then it went on and on in the very same way as ever before';
    const said = (one: string, other: string) =>
      paragraph(`He said: “It ${one} here ${between} until it ${other} there.”`);
    expect(edit(said('rained', 'stopped'), said('snowed', 'ended')).reasons).toEqual([
      'quotation: rained here … it stopped → snowed here … it ended',
    ]);
    const [reason = ''] = edit(
      said('rained', 'stopped'),
      quoteAll('Nobody ever spoke of what had been. '.repeat(9)),
    ).reasons;
    expect(reason.length).toBeLessThan(200);
  });

  function quoteAll(text: string): Block {
    return paragraph(`He said: “It ${text.trim()}”`);
  }
});

describe('strength of a claim', () => {
  it.each<[string, string, boolean]>([
    ['In the end the drawings showed steel there.', 'In the end nobody had looked there.', false],
    ['The witnesses saw three soldiers leave.', 'The witnesses perhaps forgot everything else they leave.', false],
    ['The minister is guilty of it.', 'The minister is not guilty of it.', true],
    ['He is a member of it.', 'He is no longer a member of it.', true],
    ['The men were killed there.', 'The men may have been killed there.', true],
    ['The court will free him soon.', 'The court may release him soon.', true],
    ['They say that he is accused of killing two men.', 'They say that he killed two men.', true],
  ])('%s → %s: %s', (before, after, isStrength) => {
    expect(edit(paragraph(before), paragraph(after)).kinds.includes('strength')).toBe(isStrength);
    expect(edit(paragraph(after), paragraph(before)).kinds.includes('strength')).toBe(isStrength);
  });

  it('knows the forms of a word in another language', () => {
    const change = edit(
      paragraph('Der Mann tötete ihn dort.'),
      paragraph('Der Mann soll ihn getötet haben dort.'),
      'de',
    );
    expect(change.kinds).toContain('strength');
  });
});
