import { DAY, type SimulatedArticle } from './make-world.ts';

/** For how long every policy follows an article, after its birth. */
export const HORIZON = 30 * DAY;
const MINUTE = 60_000;

/** An article as a policy knows it: its source, the ages (ms) at which it was first seen and last visited, and when changes were seen. */
export type Watched = { source: number; bornAt: number; firstSeen: number; lastVisit: number; changes: number[] };

/** Decides at what age an article is visited next; told of every visit, in the order of time. */
export type Policy = { nextAge(article: Watched, ageMs: number, isChanged: boolean): number };

/** What a policy came to: visits an article; of the edits after the first visit the share that was never seen as a version of its own; how long edits waited to be seen, in minutes. */
export type Score = { visits: number; missed: number; median: number; p90: number };

/**
 * Lets a policy watch a world. An edit that another one covered before a visit is missed, and so is one that no visit
 * followed; the latter waits for ever. `null` for a policy that takes more than `mostVisits` an article.
 */
export function watchWorld(articles: SimulatedArticle[], policy: Policy, mostVisits = 1_000): Score | null {
  const queue = new TimeQueue<{ article: SimulatedArticle; watched: Watched; next: number }>();
  for (const article of articles) {
    const { source, bornAt, firstSeen } = article;
    const watched = { source, bornAt, firstSeen, lastVisit: firstSeen, changes: [] };
    queue.push(bornAt + firstSeen, { article, watched, next: article.edits.findIndex((age) => age > firstSeen) });
  }
  let visits = 0;
  let missed = 0;
  const waits: number[] = [];
  for (let turn = queue.pop(); turn !== null; turn = queue.pop()) {
    const { article, watched } = turn.entry;
    const age = turn.at - article.bornAt;
    visits += 1;
    if (visits > mostVisits * articles.length) return null;
    let seen = 0;
    while (turn.entry.next >= 0 && (article.edits[turn.entry.next] ?? Number.POSITIVE_INFINITY) <= age) {
      waits.push((age - (article.edits[turn.entry.next] ?? 0)) / MINUTE);
      turn.entry.next += 1;
      seen += 1;
    }
    missed += Math.max(0, seen - 1);
    if (seen > 0) watched.changes.push(age);
    const next = policy.nextAge(watched, age, seen > 0);
    watched.lastVisit = age;
    if (next < HORIZON) queue.push(article.bornAt + Math.max(next, age + MINUTE), turn.entry);
    else {
      const rest = turn.entry.next < 0 ? [] : article.edits.slice(turn.entry.next).filter((edit) => edit < HORIZON);
      missed += rest.length;
      waits.push(...rest.map(() => Number.POSITIVE_INFINITY));
    }
  }
  waits.sort((a, b) => a - b);
  const quantile = (share: number) => waits[Math.floor(share * waits.length)] ?? Number.NaN;
  return { visits: visits / articles.length, missed: missed / waits.length, median: quantile(0.5), p90: quantile(0.9) };
}

/** Entries by time, the earliest first (a binary heap). */
class TimeQueue<Entry> {
  #heap: { at: number; entry: Entry }[] = [];

  push(at: number, entry: Entry): void {
    const heap = this.#heap;
    let index = heap.push({ at, entry }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#at(parent) <= this.#at(index)) return;
      this.#swap(parent, index);
      index = parent;
    }
  }

  pop(): { at: number; entry: Entry } | null {
    const heap = this.#heap;
    const first = heap[0] ?? null;
    const last = heap.pop();
    if (first === null || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let index = 0; ; ) {
      const children = [2 * index + 1, 2 * index + 2];
      const least = children.reduce((best, child) => (this.#at(child) < this.#at(best) ? child : best), index);
      if (least === index) return first;
      this.#swap(least, index);
      index = least;
    }
  }

  #at(index: number): number {
    return this.#heap[index]?.at ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return;
    this.#heap[a] = second;
    this.#heap[b] = first;
  }
}
