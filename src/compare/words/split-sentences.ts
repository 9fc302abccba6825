/** A sentence of a text, with the white space before it. */
export type Sentence = { gap: string; text: string };

/** A full stop of any script and what closes behind it; the space after it, or none where a script has none. */
const END = /[.!?…]["”’»)]*(?=\s+["“„«‘(¿¡]?[\p{Lu}\p{Lt}\p{Lo}\p{N}])|[。！？｡]["”’»」』）)]*/gu;
/** A point that ends no sentence: an initial, an abbreviation of a title or a month, a number before a month. */
const NO_END = /(?:^|[\s.(])(?:\p{Lu}|\p{N}{1,2}|[A-Z][a-z]{1,3}|им|ул|тыс|млн|млрд|г|гг|bzw|ca|vs)\.$/u;
const LONGEST_ABBREVIATION = 8;

/**
 * A text as sentences; their gaps and texts, and the white space at the end, give the text again. Cut rather too
 * seldom: a cut within a sentence parts a name, a missing one makes only a longer comparison.
 */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const add = (end: number) => {
    const found = text.slice(start, end);
    const trimmed = found.trimStart();
    if (trimmed !== '') sentences.push({ gap: found.slice(0, found.length - trimmed.length), text: trimmed.trimEnd() });
    start = end;
  };
  for (const match of text.matchAll(END)) {
    const [mark] = match;
    const before = text.slice(Math.max(start, match.index - LONGEST_ABBREVIATION), match.index + 1);
    if (mark === '.' && NO_END.test(before)) continue;
    add(match.index + mark.length);
  }
  add(text.length);
  return sentences;
}
