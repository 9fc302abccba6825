import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import { findDrift, isExplained } from '../../../src/compare/drift/find-drift.ts';
import { listTraits } from '../../../src/compare/drift/list-traits.ts';
import { makeLifeChange } from '../../../src/compare/life/make-life-change.ts';
import type { Article } from '../../../src/model/article.ts';
import { makeRecord } from '../../helpers/articles.ts';

function traits(from: Article, to: Article): string[][] {
  const change = compareVersions(from, to);
  if (change === null) throw new Error('nothing differs');
  return listTraits(change);
}

/** The traits that the changes of two stories have in common. */
function common(edit: (record: Article) => Article): string[] {
  const stories = [
    makeRecord('Trams return', ['The trams are back.', 'They were away for a year.', 'Nobody knows why.']),
    makeRecord('Harbour closes', ['The harbour is closed.', 'It was open for a century.', 'Ships wait outside.']),
  ] as const;
  const [one = [], other = []] = stories.map((story) => traits(story, edit(story)).flat());
  return one.filter((trait) => other.includes(trait));
}

const paragraph = (text: string) => ({ type: 'paragraph' as const, text, spans: [] });

describe('what changes of different articles have in common', () => {
  it.each<[string, (record: Article) => Article, string[]]>([
    [
      'the same box in every text',
      (record) => ({ ...record, body: [...record.body, paragraph('Support our work with a gift.')] }),
      ['same:block:added:paragraph'],
    ],
    ['a field that comes', (record) => ({ ...record, kicker: record.headline }), ['alike:field:kicker:added']],
    ['a field that goes', (record) => ({ ...record, headline: null }), ['alike:field:headline:removed']],
    [
      'the first paragraph becomes the dek',
      (record) => {
        const [first] = record.body;
        return { ...record, dek: first?.type === 'paragraph' ? first.text : null, body: record.body.slice(1) };
      },
      ['alike:field:dek:added', 'alike:block:removed:paragraph:first'],
    ],
    [
      'other words by other hands',
      (record) => ({ ...record, body: [...record.body.slice(1), paragraph(`More about ${record.headline}.`)] }),
      ['alike:block:removed:paragraph:first'],
    ],
    [
      'a headline that was written anew',
      (record) => ({ ...record, headline: `${record.headline} again, says ${record.headline}` }),
      [],
    ],
    [
      'a second paragraph that was edited',
      (record) => ({
        ...record,
        body: record.body.map((block, place) =>
          place === 1 && block.type === 'paragraph' ? paragraph(block.text.replace('for a', 'for about a')) : block,
        ),
      }),
      ['same:block:edited:paragraph'],
    ],
  ])('%s', (_, edit, expected) => {
    const found = common(edit).map((trait) => trait.replace(/^(same:.*):[\w-]{16}$/, '$1'));
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it('is the way in which they disappeared', () => {
    const gone = makeLifeChange({ kind: 'gone', before: 'live', what: 'It answered 404' });
    expect(listTraits(gone)).toEqual([['same:life:gone']]);
  });
});

describe('a drift', () => {
  it.each([
    ['same:x', 5, 9, true],
    ['same:x', 5, 11, false],
    ['same:x', 4, 4, false],
    ['alike:x', 8, 10, true],
    ['alike:x', 7, 7, false],
    ['alike:x', 8, 11, false],
  ])('%s in %i of %i articles: %s', (trait, articles, visited, isFound) => {
    expect(findDrift([{ trait, articles, visited }])).toEqual(isFound ? [trait] : []);
  });

  it('explains a change only when it explains all of it', () => {
    const drift = new Set(['same:box', 'alike:kicker']);
    expect(
      isExplained(
        [
          ['same:box', 'alike:box'],
          ['same:other', 'alike:kicker'],
        ],
        drift,
      ),
    ).toBe(true);
    expect(isExplained([['same:box'], ['same:edit']], drift)).toBe(false);
    expect(isExplained([], drift)).toBe(false);
  });
});
