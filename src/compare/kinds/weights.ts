import type { ChangeKind } from '../../model/change.ts';

/**
 * How much a change of each kind matters by itself, 0 to 1: what readers were told counts most, what surrounds it
 * least. From 0.5 on a change is worth somebody's attention. Set by hand, in the order of journalists' stakes: facts
 * and words in somebody's mouth, then what opens the story, then its parts, then its dress.
 */
export const KIND_WEIGHTS: Record<ChangeKind, number> = {
  retraction: 1,
  'correction-note': 0.9,
  rewritten: 0.85,
  withdrawn: 0.9,
  gone: 0.8,
  'soft-gone': 0.8,
  redirected: 0.8,
  figure: 0.75,
  quotation: 0.75,
  name: 0.75,
  'event-date': 0.7,
  restored: 0.65,
  strength: 0.65,
  attribution: 0.65,
  headline: 0.6,
  deletion: 0.55,
  lead: 0.5,
  'update-note': 0.5,
  reverted: 0.5,
  dek: 0.45,
  addition: 0.5,
  image: 0.35,
  caption: 0.35,
  link: 0.3,
  byline: 0.3,
  dates: 0.3,
  access: 0.3,
  paywalled: 0.3,
  'live-entry': 0.3,
  wording: 0.25,
  embed: 0.25,
  'moved-block': 0.2,
  'headline-test': 0.2,
  kicker: 0.15,
  credit: 0.1,
  moved: 0.1,
  blocked: 0.1,
  section: 0.05,
  tags: 0.05,
  typo: 0.05,
  style: 0.03,
};

/** Kinds that say that a reader of before was told something else. */
export const MEANING_KINDS: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'headline',
  'dek',
  'lead',
  'figure',
  'quotation',
  'name',
  'attribution',
  'event-date',
  'strength',
  'addition',
  'deletion',
  'rewritten',
  'link',
]);
