import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 16;

/**
 * An id of 16 letters and digits (80 bits) made of what it names: the same parts give the same id, so that writing
 * the same thing twice meets itself. It is spread evenly, so a few letters of it name it among thousands.
 */
export function makeId(...parts: (string | number)[]): string {
  const digest = createHash('sha256').update(parts.join('\u0000')).digest();
  let id = '';
  for (let bit = 0; id.length < LENGTH; bit += 5) {
    const pair = (digest.readUInt8(bit >> 3) << 8) | digest.readUInt8((bit >> 3) + 1);
    id += ALPHABET.charAt((pair >> (11 - (bit & 7))) & 31);
  }
  return id;
}
