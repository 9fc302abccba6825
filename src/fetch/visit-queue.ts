import {
  type AddRequestsBatchedResult,
  type IRequestManager,
  Request,
  type RequestQueueOperationInfo,
} from '@crawlee/core';
import type { FetchOutcome } from '../model/page.ts';

/** One fetch that somebody waits for. `settle` may be called again to no effect. */
export type Visit = {
  id: string;
  url: URL;
  run: () => Promise<FetchOutcome>;
  settle: (outcome: FetchOutcome | Promise<FetchOutcome>) => void;
};

/**
 * The visits that wait, for Crawlee to take. It lives longer than a crawler: one that is recycled leaves its waiting
 * visits here for the next, and nothing of it touches a disk. It never joins two visits of the same URL.
 */
export class VisitQueue implements IRequestManager {
  #waiting: Visit[] = [];
  #running = new Map<string, Visit>();
  #handled = 0;
  #added = 0;

  add(visit: Visit): void {
    this.#added += 1;
    this.#waiting.push(visit);
  }

  /** The visit that a crawler is at. */
  find(id: string): Visit | null {
    return this.#running.get(id) ?? null;
  }

  /** Visits that wait. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Visits that a crawler is at. */
  get runningCount(): number {
    return this.#running.size;
  }

  /** Takes out all visits, those that a crawler is at too. */
  drain(): Visit[] {
    const visits = [...this.#running.values(), ...this.#waiting];
    this.#running.clear();
    this.#waiting = [];
    return visits;
  }

  async isEmpty(): Promise<boolean> {
    return this.#waiting.length === 0;
  }

  async isFinished(): Promise<boolean> {
    return this.#waiting.length === 0 && this.#running.size === 0;
  }

  async handledCount(): Promise<number> {
    return this.#handled;
  }

  getTotalCount(): number {
    return this.#added;
  }

  getPendingCount(): number {
    return this.#waiting.length + this.#running.size;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the signature is Crawlee's
  async fetchNextRequest<T extends Record<string, any>>(): Promise<Request<T> | null> {
    const visit = this.#waiting.shift();
    if (visit === undefined) return null;
    this.#running.set(visit.id, visit);
    return new Request<T>({ url: visit.url.href, uniqueKey: visit.id, id: visit.id, noRetry: true } as never);
  }

  /** Crawlee is through with a request. One that it gave up before the visit was made must leave nobody waiting. */
  async markRequestHandled(request: Request): Promise<null> {
    const visit = this.#running.get(request.uniqueKey);
    if (visit === undefined) return null;
    this.#running.delete(request.uniqueKey);
    this.#handled += 1;
    const why = request.errorMessages.at(-1) ?? 'it gave no reason';
    visit.settle(refuseVisit(visit.url, `the crawler gave it up (${why}); it is tried again at the next visit`));
    return null;
  }

  /** Crawlee gives a request back only to retry it, which nothing here asks for; it is put first again. */
  async reclaimRequest(request: Request): Promise<null> {
    const visit = this.#running.get(request.uniqueKey);
    this.#running.delete(request.uniqueKey);
    if (visit !== undefined) this.#waiting.unshift(visit);
    return null;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Request> {
    for (let next = await this.fetchNextRequest(); next !== null; next = await this.fetchNextRequest()) yield next;
  }

  addRequest(): Promise<RequestQueueOperationInfo> {
    throw new Error('Visits are added by VisitQueue.add: this crawler follows no links.');
  }

  addRequestsBatched(): Promise<AddRequestsBatchedResult> {
    throw new Error('Visits are added by VisitQueue.add: this crawler follows no links.');
  }
}

/** The outcome of a visit that never got as far as being made. */
export function refuseVisit(url: URL, why: string): FetchOutcome {
  const reason = `${url.href} was not fetched: ${why}.`;
  return { kind: 'refused', outcome: 'failed', reason, page: null, retryAfterMs: null };
}
