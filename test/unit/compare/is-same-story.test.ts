import { describe, expect, it } from 'vitest';
import { isSameStory } from '../../../src/compare/is-same-story.ts';
import { makeRecord } from '../../helpers/articles.ts';

const TEXT = [
  'The council voted on Tuesday to close the old bridge over the river until engineers have looked at its piers.',
  'Lorries must take the road through the valley, which adds forty minutes to the way to the harbour, drivers said.',
  'The mayor promised that the work would be over before winter, when the valley road is often under snow.',
];
const OTHER = [
  'Parliament passed the budget in the early hours of Friday after a night of talks between the two coalition parties.',
  'The opposition called the vote a farce and left the chamber before the speaker could read out the result aloud.',
  'Ministers said that pensions would rise by four per cent in spring, and fuel taxes would stay as they are for now.',
];

describe('isSameStory', () => {
  it.each<[string, string, string[], string, string[], boolean]>([
    ['the same', 'Bridge closed', TEXT, 'Bridge closed', TEXT, true],
    ['the same under another headline', 'Bridge closed', TEXT, 'Old bridge shut', TEXT, true],
    ['an edited figure', 'Bridge', TEXT, 'Bridge', TEXT.map((t) => t.replace('forty', 'fifty')), true],
    ['a paragraph added', 'Bridge', TEXT, 'Bridge', [...TEXT, OTHER[0] ?? ''], true],
    ['only its first two paragraphs', 'Bridge', TEXT, 'Bridge', TEXT.slice(0, 2), true],
    ['another text under the same headline', 'Morning briefing', TEXT, 'Morning briefing', OTHER, false],
    ['half of it another text', 'Bridge', TEXT, 'Bridge', [TEXT[0] ?? '', ...OTHER.slice(1)], false],
    ['a day in one page', 'Day', TEXT.slice(0, 1), 'Day', [...TEXT, ...OTHER, ...OTHER, ...OTHER], false],
    ['short and the same', 'A line', ['It rained.'], 'A line', ['It rained.'], true],
    ['short under another headline', 'A line', ['It rained.'], 'Another', ['It rained.'], false],
    ['no text, one headline', 'Gallery', [], 'Gallery', [], true],
    ['no text, two headlines', 'Gallery', [], 'Another gallery', [], false],
    ['no text beside one', 'Gallery', [], 'Gallery', TEXT, false],
  ])('%s', (_what, headline, text, otherHeadline, otherText, expected) => {
    const [one, other] = [makeRecord(headline, text), makeRecord(otherHeadline, otherText)];
    expect(isSameStory(one, other)).toBe(expected);
    expect(isSameStory(other, one)).toBe(expected);
  });

  it('reads scripts without spaces', () => {
    const text = [
      '台風の影響で東海道新幹線は火曜日の朝から運転を見合わせ、およそ三万人の利用者に影響が出た。JR東海は午後に再開する見通しだと述べた。',
    ];
    const edited = text.map((one) => one.replace('三万人', '四万人'));
    const other = [
      '政府は金曜日の閣議で来年度の予算案を決定し、防衛費は過去最大となった。野党は増税につながると批判し、国会で追及する構えを見せている。',
    ];
    expect(isSameStory(makeRecord('新幹線', text), makeRecord('新幹線', edited))).toBe(true);
    expect(isSameStory(makeRecord('新幹線', text), makeRecord('新幹線', other))).toBe(false);
  });
});
