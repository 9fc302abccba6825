import type { ColumnType } from 'kysely';
import type { RereadTotals } from '../src/model/reread-totals.ts';

export const REEXTRACTION_STATUSES = ['waiting', 'running', 'done', 'stopped', 'failed'] as const;
export type ReextractionStatus = (typeof REEXTRACTION_STATUSES)[number];

/** An order to read what is stored anew, and how far it is. */
export type ReextractionsTable = {
  id: string;
  /** null: of all sources. */
  source_id: string | null;
  is_dry_run: boolean;
  status: ReextractionStatus;
  /** Why it failed. */
  reason: string | null;
  asked_at: Date;
  asked_by: string | null;
  begun_at: Date | null;
  ended_at: Date | null;
  /** The article that was read last, and its source: what comes after it is still to be read. */
  place_source: string | null;
  place_article: string | null;
  totals: ColumnType<RereadTotals, string, string>;
  /** Articles that another process held for too long, by their URLs: they are as they were. */
  held: ColumnType<string[], string, string>;
};
