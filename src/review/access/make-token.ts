import { addApiToken, type MadeToken } from '../../../storage/api-tokens.ts';
import type { Scope } from '../../model/scope.ts';
import type { Web } from '../web.ts';

const DAY_MS = 24 * 60 * 60_000;

/** A token as it is asked for; `days`: it ends after so many, `null`: never. */
export type WantedToken = { name: string; userName: string | null; scope: Scope; days: number | null };

/** Makes a token for programs; `null` where its owner has one of this name. */
export async function makeToken(
  { db, clock }: Pick<Web, 'db' | 'clock'>,
  wanted: WantedToken,
): Promise<MadeToken | null> {
  const { days, ...token } = wanted;
  const now = clock.now();
  const expiresAt = days === null ? null : new Date(now.getTime() + days * DAY_MS);
  return await addApiToken(db, { ...token, expiresAt }, now);
}
