import { createHash } from 'node:crypto';

/** The digest of a secret of ours, which is all that is kept of it: of 256 random bits, so that no slow hash is needed. */
export function digestSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
