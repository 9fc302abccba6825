import type { Item } from '../../model/item.ts';

/** Hubs may leave out what they delivered before: so few entries are what is new. */
const FEW = 5;

/** Dates beyond these are slips, and no database need take them. */
const [EARLIEST, LATEST] = [Date.UTC(1990, 0), Date.UTC(2100, 0)];

/**
 * Of the articles that a push names, those that it says something new of, each with when that happened (`null`: now).
 * One with a date of its last update speaks for itself; one without any is new where the push names a few only, and
 * not where it is the whole feed once more.
 */
export function choosePushed<T extends Pick<Item, 'publishedAt' | 'updatedAt'>>(
  named: T[],
): { item: T; updatedAt: string | null }[] {
  return named
    .map((item) => ({ item, updatedAt: readTime(item.updatedAt) }))
    .filter(({ updatedAt }) => updatedAt !== null || named.length <= FEW);
}

/** A time as ISO 8601 in UTC; `null` where there is none that can be meant. */
function readTime(date: string | null): string | null {
  const at = Date.parse(date ?? '');
  return at >= EARLIEST && at < LATEST ? new Date(at).toISOString() : null;
}
