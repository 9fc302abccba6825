import { describe, expect, it } from 'vitest';
import { holdsPhrase } from '../../../src/deliver/holds-phrase.ts';
import { matchesRules, type RuleSubject } from '../../../src/deliver/matches-rules.ts';
import type { AlertRules } from '../../../src/model/channel.ts';
import { ANY } from '../../helpers/channels.ts';

const subject: RuleSubject = {
  change: { kinds: ['figure', 'typo'], importance: 0.5, silent: true },
  source: 'gazette',
  language: 'en',
  texts: ['Mayor denies the plan', 'killed 12 people in Tirana', 'killed 21 people in Tirana'],
};

describe('matchesRules', () => {
  it.each<[Partial<AlertRules>, boolean]>([
    [{}, true],
    [{ minImportance: 0.5 }, true],
    [{ minImportance: 0.51 }, false],
    [{ kinds: ['headline', 'figure'] }, true],
    [{ kinds: ['headline'] }, false],
    [{ notKinds: ['typo'] }, true],
    [{ notKinds: ['typo', 'figure'] }, false],
    [{ sources: ['gazette'] }, true],
    [{ sources: ['herald'] }, false],
    [{ notSources: ['gazette'] }, false],
    [{ languages: ['de', 'en-GB'] }, true],
    [{ languages: ['de'] }, false],
    [{ silent: true }, true],
    [{ silent: false }, false],
    [{ words: ['nobody', 'MAYOR'] }, true],
    [{ words: ['21 people'] }, true],
    [{ words: ['12 people'] }, true],
    [{ words: ['Iran'] }, false],
    [{ notWords: ['tirana'] }, false],
    [{ notWords: ['Iran'] }, true],
    [{ words: ['mayor'], kinds: ['headline'] }, false],
  ])('of %j: %s', (rules, expected) => {
    expect(matchesRules({ ...ANY, ...rules }, subject)).toBe(expected);
  });

  it('takes an article whose language nobody knows for one of none', () => {
    expect(matchesRules({ ...ANY, languages: ['en'] }, { ...subject, language: null })).toBe(false);
    expect(matchesRules(ANY, { ...subject, language: null })).toBe(true);
  });

  it.each(['gone', 'withdrawn', 'redirected'] as const)('tells a disappearance: %s', (kind) => {
    const gone = { ...subject, change: { kinds: [kind], importance: 0.9, silent: true }, texts: ['A headline'] };
    expect(matchesRules({ ...ANY, kinds: ['gone', 'withdrawn', 'redirected'], words: ['headline'] }, gone)).toBe(true);
    expect(matchesRules({ ...ANY, notKinds: ['typo'] }, gone)).toBe(true);
  });
});

describe('holdsPhrase', () => {
  it.each<[string, string, boolean]>([
    ['Präsident Müller', 'muller', true],
    ['cafe', 'CAFÉ', true],
    ['Straße', 'STRASSE', true],
    ['a cease\u00a0 fire', 'cease fire', true],
    ['a ceasefire', 'cease fire', false],
    ['the Mayor’s plan', "mayor's plan", true],
    ['Tirana', 'Iran', false],
    ['Iranian', 'Iran', false],
    ['Iranian', 'Iran*', true],
    ['в России', 'Росси*', true],
    ['Зеленский', 'зеленскии', true],
    ['東京都知事は否定した', '知事', true],
    ['الرئيسُ المصري', 'الرئيس', true],
    ['C++ is old', 'C++', true],
    ['𝐁old', '*', false],
    ['x', '', false],
  ])('“%s” and “%s”: %s', (text, phrase, expected) => {
    expect(holdsPhrase(text, phrase)).toBe(expected);
  });
});
