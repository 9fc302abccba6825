import { readSecret } from '../../../config/environment.ts';
import type { Settings } from '../../../config/settings-schema.ts';
import type { Db } from '../../../storage/open-database.ts';
import { listUsers } from '../../../storage/users.ts';
import type { Finding } from '../../model/finding.ts';
import { isEveryAddress, isLoopback } from '../../review/guard-host.ts';

const PART = 'access';

/** Who can reach the review UI, and what they have to show there. */
export async function examineAccess(db: Db, web: Settings['web']): Promise<Finding> {
  const users = await listUsers(db);
  const ways = listWays(users.length, web);
  const reach = `${web.host}: ${nameReach(web)}`;
  const secret = web.token === null ? null : readSecret(web.token);
  if (secret !== null && !secret.ok) {
    return { part: PART, verdict: 'wrong', found: `${reach}; the token cannot be had`, advice: secret.reason };
  }
  if (ways.length === 0) return describeOpen(reach, web);
  const found = `${reach}; one logs in by ${ways.join(', or ')}`;
  const hasAdmin =
    users.some(({ role }) => role === 'admin') || web.token !== null || web.oidc?.roles.admin !== undefined;
  if (!hasAdmin) {
    const advice = 'nobody can manage sources there: give somebody the role by "stet users role NAME admin"';
    return { part: PART, verdict: 'note', found, advice };
  }
  if (isLoopback(web.host) || web.publicUrl?.startsWith('https:'))
    return { part: PART, verdict: 'ok', found, advice: null };
  const advice =
    'let a proxy with TLS stand before it, and set web.publicUrl: passwords go over the network as they are';
  return { part: PART, verdict: 'note', found, advice };
}

function describeOpen(reach: string, web: Settings['web']): Finding {
  if (isLoopback(web.host)) {
    const found = `${reach}; whoever is at this machine may do everything, nobody logs in`;
    return { part: PART, verdict: 'ok', found, advice: null };
  }
  const advice = 'stet does not start so: run "stet users add NAME --role admin", or set web.token';
  return { part: PART, verdict: 'wrong', found: `${reach}; nobody would have to log in`, advice };
}

function listWays(users: number, { token, oidc }: Settings['web']): string[] {
  return [
    ...(users === 0 ? [] : [`name and password (${users} ${users === 1 ? 'user' : 'users'})`]),
    ...(oidc === null ? [] : [`an account at ${new URL(oidc.issuer).host}`]),
    ...(token === null ? [] : ['the token of web.token, which may do everything']),
  ];
}

/** The callbacks of hubs are beside the point: they open nothing. */
function nameReach({ host, publicUrl }: Settings['web']): string {
  const proxy = publicUrl === null ? '' : `, and through ${publicUrl}`;
  if (isLoopback(host)) return `this machine alone reaches the review UI${proxy}`;
  return `${isEveryAddress(host) ? 'every machine that reaches this one' : 'whoever reaches this address'} reaches it${proxy}`;
}
