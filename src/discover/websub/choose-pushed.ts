import type { Item } from '../../model/item.ts';

/** Hubs may leave out what they delivered before: so few entries are what is new. */
const FEW = 5;

/**
 * Of the articles that a push names, those that it says something new of, each with when that happened (`null`: now).
 * One with a date of its last update speaks for itself; one without any is new where the push names a few only, and
 * not where it is the whole feed once more.
 */
export function choosePushed<T extends Pick<Item, 'publishedAt' | 'updatedAt'>>(
  named: T[],
): { item: T; updatedAt: string | null }[] {
  return named
    .filter(({ updatedAt }) => updatedAt !== null || named.length <= FEW)
    .map((item) => ({ item, updatedAt: item.updatedAt }));
}
