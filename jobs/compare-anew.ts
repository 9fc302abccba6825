import { listTraits } from '../src/compare/drift/list-traits.ts';
import { compareWithHistory } from '../src/compare/history/compare-with-history.ts';
import { gistOf } from '../src/compare/history/gist-of.ts';
import type { Article } from '../src/model/article.ts';
import type { Change } from '../src/model/change.ts';
import { isReadBy, type ReadBy } from '../src/model/read-by.ts';
import type { PastVersion } from '../src/model/visit.ts';
import { saveChange } from '../storage/changes.ts';
import type { Db } from '../storage/open-database.ts';
import { type KeptEdit, updateEdit } from '../storage/reread.ts';
import type { VersionRecord } from '../storage/versions.ts';

/**
 * A version as it is read now, and by what; `record` is `null` where it cannot be. `counterparts`: the same of pages
 * that were loaded in another way, where it was read of such too.
 */
export type Reread = { version: VersionRecord; by: ReadBy; record: Article | null; counterparts: Counterpart[] };

type Counterpart = { by: ReadBy; record: Article };

/** An edit as it was told, and as it is told now; `null` where nothing was, or nothing is to be told. */
export type Recompared = { to: number; seenAt: Date; by: ReadBy; known: KeptEdit | null; change: Change | null };

/** How many edits were compared anew, and what became of them. */
export type EditCounts = { compared: number; altered: number; noise: number; added: number };

/**
 * The edits between versions that follow each other and can both be read, in the light of those before them, as a visit
 * sees them; those that are told by it already are left out. Of the records only the last is held.
 */
export async function compareAnew(rereads: AsyncIterable<Reread>, edits: Map<number, KeptEdit>): Promise<Recompared[]> {
  const history: Past[] = [];
  const recompared: Recompared[] = [];
  let last: Reread | null = null;
  for await (const reread of rereads) {
    const { version, by, record } = reread;
    const before: Article | null = last === null ? null : alike(last, by);
    const { number, seenAt } = version;
    const known = edits.get(number) ?? null;
    const isComparable = before !== null && record !== null;
    const change: Change | null =
      before === null || record === null ? null : compareWithHistory(before, record, pastOf(history, by), seenAt);
    const isTold = known?.readBy != null && isReadBy(known.readBy, by);
    if (isComparable && !isTold) recompared.push({ to: number, seenAt, by, known, change });
    history.push(toPast(reread, change?.kinds ?? known?.change.kinds ?? []));
    last = reread;
  }
  return recompared;
}

/** A version as later ones are judged by it: as it was read in each way; `unread`: in any other. */
type Past = { readings: { by: ReadBy; past: PastVersion }[]; unread: PastVersion };

function toPast({ version, by, record, counterparts }: Reread, kinds: PastVersion['kinds']): Past {
  const { number, seenAt } = version;
  const past = (read: Article | null): PastVersion => {
    const { headline, digest } = read ?? version.record;
    const isRead = read === null ? { digest: null, gist: null } : { digest, gist: gistOf(read) };
    return { number, ...isRead, headline, seenAt, kinds };
  };
  const readings = [{ by, record }, ...counterparts].map((read) => ({ by: read.by, past: past(read.record) }));
  return { readings, unread: past(null) };
}

/** The versions before as `by` read them: what was read in another mode says nothing of whether an edit took one back. */
function pastOf(history: Past[], by: ReadBy): PastVersion[] {
  return history.map(({ readings, unread }) => readings.find((read) => isReadBy(read.by, by))?.past ?? unread);
}

/** A version as `by` read it. */
function alike({ by, record, counterparts }: Reread, other: ReadBy): Article | null {
  if (isReadBy(by, other)) return record;
  return counterparts.find((counterpart) => isReadBy(counterpart.by, other))?.record ?? null;
}

/** Keeps what was compared anew in the place of what was told, together or not at all. Nothing is delivered. */
export async function keepEdits(db: Db, articleId: string, recompared: Recompared[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const { to, seenAt, by, known, change } of recompared) {
      if (known !== null) {
        const told = change ?? nothingDiffers(by);
        await updateEdit(tx, known.id, told, listTraits(told), by);
      } else if (change !== null) {
        const between = { articleId, from: to - 1, to, traits: listTraits(change), readBy: by };
        await saveChange(tx, between, change, seenAt);
      }
    }
  });
}

/** What is kept of an edit that was none: it was another reading that differed, not the article. */
function nothingDiffers({ extractor }: ReadBy): Change {
  const reasons = [`style: nothing differs as extractor ${extractor} and the present rules read both versions`];
  const nothing = { importance: 0, terms: [], silent: false, touched: false, passedOver: [], fields: [], blocks: [] };
  return { ...nothing, kinds: ['style'], reasons, noise: true };
}

/** Adds up what became of edits. */
export function countEdits(recompared: Recompared[]): EditCounts {
  const known = recompared.filter((one) => one.known !== null);
  return {
    compared: recompared.length,
    altered: known.filter(isToldOtherwise).length,
    noise: known.filter(({ known, change }) => known?.change.noise === false && (change?.noise ?? true)).length,
    added: recompared.filter((one) => one.known === null && one.change !== null).length,
  };
}

function isToldOtherwise({ known, change }: Recompared): boolean {
  if (known === null || change === null) return true;
  const { kinds, importance, silent, noise } = known.change;
  const isSame = kinds.join() === change.kinds.join() && Math.abs(importance - change.importance) < 0.005;
  return !isSame || silent !== change.silent || noise !== change.noise;
}
