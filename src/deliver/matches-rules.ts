import type { Change } from '../model/change.ts';
import type { AlertRules } from '../model/channel.ts';
import { holdsPhrase } from './holds-phrase.ts';

/** A change with what rules ask about it. */
export type RuleSubject = {
  change: Pick<Change, 'kinds' | 'importance' | 'silent'>;
  /** The source's id. */
  source: string;
  /** The article's primary language, by ISO 639. */
  language: string | null;
  /** The headline, and all that changed, before and after. */
  texts: string[];
};

/** Whether a channel is told of a change: it satisfies each of the rules. */
export function matchesRules(rules: AlertRules, { change, source, language, texts }: RuleSubject): boolean {
  if (change.importance < rules.minImportance) return false;
  if (rules.silent !== null && change.silent !== rules.silent) return false;
  if (rules.sources.length > 0 && !rules.sources.includes(source)) return false;
  if (rules.notSources.includes(source)) return false;
  if (rules.kinds.length > 0 && !change.kinds.some((kind) => rules.kinds.includes(kind))) return false;
  // Of a figure that was corrected together with a slip of spelling, whoever wants no slips still wants to hear.
  if (change.kinds.length > 0 && change.kinds.every((kind) => rules.notKinds.includes(kind))) return false;
  if (rules.languages.length > 0 && !isOneOf(language, rules.languages)) return false;
  if (rules.words.length > 0 && !texts.some((text) => rules.words.some((word) => holdsPhrase(text, word))))
    return false;
  return !texts.some((text) => rules.notWords.some((word) => holdsPhrase(text, word)));
}

/** `en` of the rules is `en-GB` of an article too. */
function isOneOf(language: string | null, wanted: string[]): boolean {
  if (language === null) return false;
  const primary = (tag: string) => tag.toLowerCase().split('-')[0];
  return wanted.some((tag) => primary(tag) === primary(language));
}
