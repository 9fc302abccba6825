import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeUtf8 } from '../../../src/model/decode-utf8.ts';

/** The same by Node's decoder that waits for more. */
function decodeWaiting(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

it('says of any bytes what a decoder says that waits for more', () => {
  const text = fc.string({ unit: 'binary' }).map((written) => new TextEncoder().encode(written));
  const cut = fc.tuple(text, fc.nat({ max: 4 })).map(([bytes, most]) => bytes.subarray(0, bytes.length - most));
  const tailed = fc.tuple(text, fc.uint8Array({ maxLength: 4 })).map((parts) => new Uint8Array(Buffer.concat(parts)));
  fc.assert(
    fc.property(fc.oneof(text, cut, tailed, fc.uint8Array()), (bytes) => {
      expect(decodeUtf8(bytes)?.join('') ?? null).toBe(decodeWaiting(bytes));
    }),
    { numRuns: 5_000 },
  );
});

it.each([
  [[]],
  [[0xef, 0xbb, 0xbf, 0x41]],
  [[0x41, 0xf5]],
  [[0x41, 0xe0, 0x80]],
  [[0xd0, 0x96, 0xd1]],
  [[0x80]],
  [[0xf0, 0x9f, 0x98]],
])('says the same at the edges: %j', (bytes) => {
  expect(decodeUtf8(Uint8Array.from(bytes))?.join('') ?? null).toBe(decodeWaiting(Uint8Array.from(bytes)));
});
