import { WATCHED_FIELDS, type WatchedField } from './article.ts';

/** What reading the history of articles anew came to, summed up. */
export type RereadTotals = {
  articles: number;
  versions: number;
  /** Versions that had to be read from their bytes. */
  read: number;
  /** Of these, those whose record differs from the stored one in what is watched, and in how many each field does. */
  differing: number;
  fields: Partial<Record<WatchedField, number>>;
  unreadable: number;
  /** Of these, those where something went wrong: damaged bytes, or reading that broke off. */
  failed: number;
  edits: { compared: number; altered: number; noise: number; added: number };
};

/** What one article came to, `unreadable` with a sentence for each version. */
export type RereadCounts = Omit<RereadTotals, 'articles' | 'unreadable'> & { unreadable: string[] };

/** Nothing was read yet. */
export function noTotals(): RereadTotals {
  const edits = { compared: 0, altered: 0, noise: 0, added: 0 };
  return { articles: 0, versions: 0, read: 0, differing: 0, fields: {}, unreadable: 0, failed: 0, edits };
}

/** The totals with those of one more article. */
export function withArticle(totals: RereadTotals, counts: RereadCounts): RereadTotals {
  const fields = WATCHED_FIELDS.flatMap((field) => {
    const times = (totals.fields[field] ?? 0) + (counts.fields[field] ?? 0);
    return times === 0 ? [] : [[field, times] as const];
  });
  const { edits } = totals;
  return {
    articles: totals.articles + 1,
    versions: totals.versions + counts.versions,
    read: totals.read + counts.read,
    differing: totals.differing + counts.differing,
    fields: Object.fromEntries(fields),
    unreadable: totals.unreadable + counts.unreadable.length,
    failed: totals.failed + counts.failed,
    edits: {
      compared: edits.compared + counts.edits.compared,
      altered: edits.altered + counts.edits.altered,
      noise: edits.noise + counts.edits.noise,
      added: edits.added + counts.edits.added,
    },
  };
}
