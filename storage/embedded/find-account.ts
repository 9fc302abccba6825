import { readFileSync } from 'node:fs';
import { StetError } from '../../src/model/stet-error.ts';

/** The user that the database server runs as, where it is not our own. */
export type Account = { name: string; uid: number; gid: number };

const CANDIDATES = ['stet', 'postgres', 'nobody'];

/**
 * The account to run Postgres under: `null` for our own. PostgreSQL refuses to run as root, so for root it is the
 * first of stet, postgres and nobody that the machine has.
 * @throws StetError when root finds none of them.
 */
export function findAccount(isRoot: boolean, passwd: string = readPasswd()): Account | null {
  if (!isRoot) return null;
  const accounts = passwd.split('\n').map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const fields = accounts.find(([account]) => account === name);
    const uid = Number(fields?.[2]);
    const gid = Number(fields?.[3]);
    if (fields !== undefined && uid > 0 && gid >= 0) return { name, uid, gid };
  }
  throw new StetError(
    `PostgreSQL does not run as root, and this machine has none of the accounts ${CANDIDATES.join(', ')}: add one (useradd --system stet), run stet as an ordinary user, or set DATABASE_URL.`,
  );
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
