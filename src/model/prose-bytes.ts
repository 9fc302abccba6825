const LESS_THAN = 0x3c;
const SPACE = Uint8Array.of(0x20);
/** More than enough to know a language by. */
const MOST_BYTES = 16_384;
/** Shorter pieces are signs and separators: `»`, `|`. */
const LEAST_BYTES = 6;
/** What ends the elements and comments whose content is no text. */
const SILENT: [start: string, end: string][] = [
  ['<!--', '-->'],
  ['<script', '</script'],
  ['<style', '</style'],
];

/**
 * The beginning of a page's text, without mark-up and pieces that are ASCII alone, undecoded. In every encoding of the
 * web but UTF-16, `<` is a byte of its own.
 */
export function proseBytes(bytes: Uint8Array): Uint8Array {
  const page = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let at = 0; at < page.length && length < MOST_BYTES; ) {
    const next = page.indexOf(LESS_THAN, at);
    const tag = next === -1 ? page.length : next;
    const piece = page.subarray(at, Math.min(tag, at + MOST_BYTES - length));
    if (piece.length >= LEAST_BYTES && piece.some((byte) => byte > 0x7f)) {
      pieces.push(piece, SPACE);
      length += piece.length;
    }
    at = endOfTag(page, tag);
  }
  return Buffer.concat(pieces);
}

function endOfTag(page: Buffer, tag: number): number {
  const start = page.toString('latin1', tag, tag + 8).toLowerCase();
  const silent = SILENT.find(([begins]) => start.startsWith(begins));
  const from = silent === undefined ? tag : page.indexOf(silent[1], tag);
  const end = from === -1 ? -1 : page.indexOf('>', from);
  return end === -1 ? page.length : end + 1;
}
