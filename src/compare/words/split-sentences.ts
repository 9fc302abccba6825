/** A sentence of a text, with the white space before it, and where it begins, in UTF-16 units. */
export type Sentence = { gap: string; text: string; start: number };

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
  for (let at = 0; at < text.length; ) {
    const end = endOfSentence(text, at);
    const found = text.slice(at, end);
    const trimmed = found.trimStart();
    const gap = found.slice(0, found.length - trimmed.length);
    if (trimmed !== '') sentences.push({ gap, text: trimmed.trimEnd(), start: at + gap.length });
    at = end;
  }
  return sentences;
}

/** Where the sentence ends that begins at a place of a text. */
function endOfSentence(text: string, start: number): number {
  END.lastIndex = start;
  while (END.test(text)) {
    const end = END.lastIndex;
    const isPoint = text.charAt(end - 1) === '.';
    if (!isPoint || !NO_END.test(text.slice(Math.max(start, end - 1 - LONGEST_ABBREVIATION), end))) return end;
  }
  return text.length;
}
