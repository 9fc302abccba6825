/** The size of a WebP in pixels, by the head of its extended form (RFC 9649 § 2.7), which Chromium makes; fails on any other. */
export function readPictureSize(bytes: Uint8Array | undefined): { width: number; height: number } {
  const head = Buffer.from(bytes ?? []);
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 16) !== 'WEBPVP8X') {
    throw new Error('This is no WebP of the extended form.');
  }
  return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
}
