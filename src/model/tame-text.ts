/** Controls, and what turns the direction of what follows: a captured text must not reach beyond itself. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff]+/gu;

/** A captured text as one line without control characters, so that it can end no header and turn nothing around. */
export function tameText(text: string): string {
  return text.toWellFormed().replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim();
}

/** A captured text in its lines, with its tabs, and without any other control character or mark of direction. */
export function tameLines(text: string): string {
  return text.toWellFormed().replace(CONTROLS, (marks) => marks.replaceAll(/[^\n\t]/g, ''));
}
