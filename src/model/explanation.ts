import type { EvidenceSource, PageKind } from './article.ts';

/** A value that a page gives for a field, where it stands, and whether it is the one that the record has. */
export type Candidate = { text: string; from: EvidenceSource; where: string; isChosen: boolean };

/** How a field of a record came to its value; `where` names the element that shows it, where one was taken. */
export type FieldReason = {
  field: string;
  value: string;
  from: EvidenceSource;
  confidence: number;
  where: string | null;
};

/** A container of the body: the way to its element (`html > body > main > article.story`), and what it holds. */
export type RegionReason = {
  path: string;
  /** Passages of running text, their characters, and their share of the page's running text (0 to 1). */
  passages: number;
  characters: number;
  share: number;
};

/** What was left out of the body, with the beginning of its text. `times`: how often in a row for the same reason. */
export type Removal = { what: string; reason: string; text: string; times: number };

/** Why a page reads as it does: told when it is asked for, beside the record. */
export type Explanation = {
  kind: PageKind;
  kindReasons: string[];
  /** The rule of the source that was applied: its place in the list (from 1) and the days it holds for. */
  rule: { place: number; of: number; validFrom: string | null; validUntil: string | null } | null;
  fields: FieldReason[];
  headlines: Candidate[];
  dates: Candidate[];
  authors: Candidate[];
  body: { chosenBecause: string[]; regions: RegionReason[]; blocks: Record<string, number>; removed: Removal[] };
};
