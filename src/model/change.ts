import type { WatchedField } from './article.ts';
import type { Block } from './block.ts';

/** What kind of edit a change is; a change has several. */
export const CHANGE_KINDS = [
  'headline',
  'kicker',
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
  'moved-block',
  'correction-note',
  'update-note',
  'retraction',
  'wording',
  'typo',
  'style',
  'image',
  'caption',
  'credit',
  'link',
  'embed',
  'byline',
  'section',
  'tags',
  'dates',
  'access',
  'live-entry',
  'reverted',
  'headline-test',
  'gone',
  'soft-gone',
  'redirected',
  'withdrawn',
  'paywalled',
  'blocked',
  'restored',
  'moved',
  'rewritten',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A run of text that stayed, went or came. Joining `same` and `removed` gives the text before; `same` and `added`, the text after. */
export type WordEdit = { op: 'same' | 'removed' | 'added'; text: string };

/** A field other than the body that differs. `from` and `to` are what a reader would see of it, `null` where it is absent. */
export type FieldChange = {
  field: Exclude<WatchedField, 'body'>;
  from: string | null;
  to: string | null;
  words: WordEdit[];
};

/**
 * A block of the body that differs. `from` and `to` are its places in the two bodies (0-based), `null` where it does
 * not exist. A moved block has both; `words` is there where its text was edited. Of a block that was split there is a
 * change for each of its parts (the same `from`), of blocks that were merged one for each of them (the same `to`), and
 * `words` tells which stretch of the whole became, or was, this part.
 */
export type BlockChange = {
  op: 'added' | 'removed' | 'edited' | 'moved' | 'split' | 'merged';
  from: number | null;
  to: number | null;
  before: Block | null;
  after: Block | null;
  words: WordEdit[];
};

/** Rules by which a difference is furniture or typography, and no edit. */
export const NOISE_RULES = [
  'typography',
  'relative-time',
  'counter',
  'reading-time',
  'advert-label',
  'clock',
  'image-address',
  'link-address',
  'tag-order',
  'same-moment',
  'unsaid-access',
  'unseen',
  'touched',
] as const;
export type NoiseRule = (typeof NOISE_RULES)[number];

/** A difference that counts for nothing, and the rule that says so. */
export type PassedOver = { rule: NoiseRule; what: string };

/** A part of a change's importance: what it is for, how much it adds (less than 0: takes away), and why. */
export type ImportanceTerm = { term: string; value: number; why: string };

/** From one version of an article to a later one: what differs, what kind of edit it is, and how much it matters. */
export type Change = {
  kinds: ChangeKind[];
  /** 0 to 1: the sum of the terms, kept within these bounds. */
  importance: number;
  terms: ImportanceTerm[];
  /** One line a kind, with the words that it rests on: `figure: 12 → 21`. */
  reasons: string[];
  /** The meaning changed, and nothing on the page says so. */
  silent: boolean;
  /** It differs in furniture only. */
  noise: boolean;
  /** The page's modified time moved, and nothing that a reader sees did. */
  touched: boolean;
  /** What differs too and is furniture. */
  passedOver: PassedOver[];
  fields: FieldChange[];
  blocks: BlockChange[];
};

/** A change as other programs get it: what `--json` prints and what a webhook carries. `detectedAt` is ISO 8601. */
export type ChangeMessage = Change & {
  id: string;
  /** The article's id. */
  article: string;
  /** The source's id. */
  source: string;
  url: string;
  headline: string | null;
  /** The numbers of the two versions. */
  from: number;
  to: number;
  detectedAt: string;
};
