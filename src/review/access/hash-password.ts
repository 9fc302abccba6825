import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import pLimit from 'p-limit';

/** How much work a hash is. `ln`: the logarithm of scrypt's N. */
type Work = { ln: number; r: number; p: number };

/** OWASP, Password Storage Cheat Sheet: of its equal choices for scrypt the one that takes 32 MiB, for small machines. */
const WORK: Work = { ln: 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** More work than that is not of our making. */
const MOST = { ln: 20, r: 16, p: 16 };

/** One at a time: many logins at once are to take neither all memory nor all threads from the rest. */
const oneByOne = pLimit(1);

/** A hash of a password with its salt and its work, as a PHC string: `$scrypt$ln=15,r=8,p=3$salt$hash`. */
export async function hashPassword(password: string, work: Work = WORK): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, work);
  return `$scrypt$ln=${work.ln},r=${work.r},p=${work.p}$${encode(salt)}$${encode(hash)}`;
}

/**
 * Whether a password is the one of this hash; `null`, for a user that there is not or that has none, never is, and
 * takes as long.
 */
export async function isPasswordOf(password: string, stored: string | null): Promise<boolean> {
  const { work, salt, hash } = (stored === null ? null : parse(stored)) ?? NOBODYS;
  const isSame = timingSafeEqual(await derive(password, salt, work), hash);
  return isSame && stored !== null;
}

/** What is compared with where there is no user: nothing has this hash. */
const NOBODYS = { work: WORK, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) };

function parse(stored: string): typeof NOBODYS | null {
  const parts = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/-]+)\$([\w+/-]+)$/.exec(stored);
  if (parts === null) return null;
  const [ln, r, p] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const [salt, hash] = [Buffer.from(parts[4] ?? '', 'base64'), Buffer.from(parts[5] ?? '', 'base64')];
  if (ln > MOST.ln || r > MOST.r || p > MOST.p || hash.length !== HASH_BYTES) return null;
  return { work: { ln, r, p }, salt, hash };
}

/** The same password typed on another keyboard is the same (RFC 8265 § 4.2.2: NFC). */
function derive(password: string, salt: Buffer, { ln, r, p }: Work): Promise<Buffer> {
  const N = 2 ** ln;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return oneByOne(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFC'), salt, HASH_BYTES, options, (error, hash) =>
          error === null ? resolve(hash) : reject(error),
        );
      }),
  );
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
