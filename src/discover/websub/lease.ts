/** What is asked for: ten days, the default that WebSub § 8.2 recommends. */
export const WANTED_LEASE_S = 10 * 24 * 60 * 60;

/** A hub that grants a second would be asked without end; one that grants a century would never be asked again. */
const SHORTEST_S = 5 * 60;
const LONGEST_S = 30 * 24 * 60 * 60;

/** Renewed when three quarters of the lease are over: what is left is for trying again. */
const RENEWED_AFTER = 0.75;

/** Milliseconds after an attempt that failed, or that no verification followed: a minute, five, half an hour … a day. */
const WAITS_MS = [1, 5, 30, 2 * 60, 6 * 60, 24 * 60].map((minutes) => minutes * 60_000);

/** How many requests are made to end a subscription; after that its lease runs out by itself. */
const MOST_FAREWELLS = 3;

/**
 * When a subscription that a hub verified at `now` ends, and when it is to be renewed. `leaseSeconds` as the hub wrote
 * it: what is no number counts as what was asked for, what is very short or long as five minutes or thirty days.
 */
export function leaseOf(leaseSeconds: string | null, now: Date): { expiresAt: Date; renewAt: Date } {
  const given = /^\s*\d+\s*$/.test(leaseSeconds ?? '') ? Number(leaseSeconds) : WANTED_LEASE_S;
  const seconds = Math.min(Math.max(given, SHORTEST_S), LONGEST_S);
  const at = (share: number) => new Date(now.getTime() + seconds * 1_000 * share);
  return { expiresAt: at(1), renewAt: at(RENEWED_AFTER) };
}

/** When a hub is asked again after so many requests (1: the first) that no verification followed. */
export function nextRequestAt(attempts: number, now: Date): Date {
  const waitMs = WAITS_MS[Math.min(attempts, WAITS_MS.length) - 1] ?? 0;
  return new Date(now.getTime() + waitMs);
}

/** When a hub is asked again to end a subscription; `null`: no more. */
export function nextFarewellAt(attempts: number, now: Date): Date | null {
  return attempts >= MOST_FAREWELLS ? null : nextRequestAt(attempts, now);
}
