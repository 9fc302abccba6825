import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';

/** The times of a ZIP file begin in 1980. */
const FIRST_TIME = Date.UTC(1980, 0, 2);

/**
 * Files as one ZIP file, with `SHA256SUMS` (the form of sha256sum) beside them. The files are stored as they are, and
 * bear the time `at`: the same files give the same bytes.
 */
export function packEvidence(files: Map<string, Uint8Array | string>, at: Date): Uint8Array {
  const encoder = new TextEncoder();
  const bytes = new Map(
    [...files].map(([name, text]) => [name, typeof text === 'string' ? encoder.encode(text) : text]),
  );
  const sums = [...bytes].map(([name, part]) => `${createHash('sha256').update(part).digest('hex')}  ${name}\n`);
  bytes.set('SHA256SUMS', encoder.encode(sums.join('')));
  return zipSync(Object.fromEntries(bytes), { level: 0, mtime: Math.max(at.getTime(), FIRST_TIME) });
}
