import type { Alert } from '../../src/model/alert.ts';
import type { AlertRules, Channel, Target } from '../../src/model/channel.ts';

/** Rules that every change satisfies. */
export const ANY: AlertRules = {
  minImportance: 0,
  kinds: [],
  notKinds: [],
  sources: [],
  notSources: [],
  languages: [],
  silent: null,
  words: [],
  notWords: [],
};

/** A channel that tells everything at once by the usual templates, but for what is said otherwise. */
export function makeChannel({
  target,
  rules,
  ...other
}: { target: Target; rules?: Partial<AlertRules> } & Partial<Omit<Channel, 'target' | 'rules'>>): Channel {
  return {
    target,
    rules: { ...ANY, ...rules },
    templates: { title: null, body: null },
    image: false,
    atMost: null,
    quiet: null,
    timezone: 'UTC',
    digestAt: [],
    ...other,
  };
}

export function makeAlert(alert: Partial<Alert> = {}): Alert {
  return {
    headline: 'Mayor denies the plan',
    source: 'The Gazette',
    kinds: ['figure'],
    reasons: ['figure: 12 → 21'],
    before: 'killed 12 people',
    after: 'killed 21 people',
    importance: 0.75,
    silent: 'silent',
    language: 'en',
    detectedAt: new Date('2026-03-03T10:16:00Z'),
    time: '2026-03-03 10:16 (UTC)',
    url: 'https://gazette.example/mayor',
    link: 'https://stet.example/changes/c1',
    ...alert,
  };
}
