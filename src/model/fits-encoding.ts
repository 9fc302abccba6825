import { countOddLetters } from './count-odd-letters.ts';

const BEYOND_ASCII = /[^\p{ASCII}]/gu;
/** Fewer odd letters say nothing. */
export const FEW_SLIPS = 4;
/** Odd letters among those beyond ASCII: at most 1.3 % by the right encoding, hardly ever under 4 % by another. */
const SLIPS = 0.03;
/** In UTF-8, what is another encoding's hardly ever makes a letter. */
const UTF8_SLIPS = 0.5;

/** Whether what an encoding made of a text could be meant: a few bad bytes are a slip, many are another encoding. */
export function fitsEncoding(text: string, encoding: string): boolean {
  const odd = countOddLetters(text);
  return odd < FEW_SLIPS || odd <= countBeyondAscii(text) * (encoding === 'utf-8' ? UTF8_SLIPS : SLIPS);
}

/** How many characters of a text are not ASCII. */
export function countBeyondAscii(text: string): number {
  return text.match(BEYOND_ASCII)?.length ?? 0;
}
