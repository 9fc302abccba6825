/** The characters that make up one atom of a pattern: an escape, a class, or a plain character. */
const ATOM = String.raw`(?:\\.|\[(?:\\.|[^\]\\])*\]|[^()[\]\\|*+?{}])`;
const OPTIONAL = String.raw`(?:${ATOM}[*?]\??)*`;
const UNBOUNDED = String.raw`(?:[*+]|\{\d+,\})`;

/**
 * A repeated group in which nothing but one repeated atom must occur, such as `(\w+-?)*`: a text of n characters then
 * has 2^n ways to match, and one hostile URL stops the process. Where that is possible, patterns
 * are searched in linear time besides (`matchAddress`).
 */
const EXPONENTIAL = new RegExp(
  String.raw`\((?:\?:|\?<\w+>)?${OPTIONAL}${ATOM}${UNBOUNDED}\??${OPTIONAL}\)${UNBOUNDED}`,
);

/** A regular expression and how many groups it captures, or a sentence that says what is wrong with the text. */
export function compilePattern(text: string): { pattern: RegExp; groups: number } | { problem: string } {
  if (text === '') return { problem: 'the regular expression is empty; leave the key out instead' };
  try {
    const pattern = new RegExp(text);
    if (EXPONENTIAL.test(text)) {
      return {
        problem: `${JSON.stringify(text)} repeats a repetition, which can take for ever on a long URL; repeat once`,
      };
    }
    const groups = (new RegExp(`${text}|`).exec('')?.length ?? 1) - 1;
    return { pattern, groups };
  } catch (error) {
    const why = (error as Error).message.replace(/^Invalid regular expression: /, '');
    return { problem: `${JSON.stringify(text)} is not a regular expression: ${why}` };
  }
}
