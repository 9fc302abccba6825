import type { ColumnType } from 'kysely';

/** What figures are of: how sources do, or their edits. */
export type FigureSubject = 'health' | 'numbers';

/** Figures of a source that were counted beforehand, as JSON. */
export type KeptFiguresTable = {
  subject: FigureSubject;
  /** Empty: of all sources together. */
  source_id: string;
  figures: ColumnType<unknown, string, string>;
  /** From when on was counted, and until when: they are as of then. */
  since: Date;
  counted_at: Date;
};
