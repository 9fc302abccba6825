/** A word, a number or a mark of a text, with the white space before it. Gaps and texts joined give the text again. */
export type Token = {
  kind: 'word' | 'number' | 'mark';
  gap: string;
  text: string;
  /** Where `text` starts, in UTF-16 units. */
  start: number;
};

/** Scripts that put no spaces between words. */
const UNSPACED = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]`;
const LETTER = String.raw`[[\p{L}\p{M}\p{N}]--${UNSPACED}]`;
const ABBREVIATIONS =
  'Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Prof|Inc|Corp|Ltd|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec|bzw|ca|Nr|Mme|Sra|им|ул|тыс|млн|млрд';

/** In the order of trying: address, number grouped by spaces, number, abbreviation, initials, unspaced run, word, mark. */
const TOKEN = new RegExp(
  [
    String.raw`(?<address>https?:\/\/\S+)`,
    String.raw`(?<number>[$€£¥₽₴]?(?:\p{Nd}{1,3}(?: \p{Nd}{3})+(?!\p{Nd})|\p{Nd}+)(?:[.,:\/'’]\p{Nd}+)*(?:[%‰°]|(?:st|nd|rd|th|bn|mn|m|k)(?!\p{L}))?)`,
    String.raw`(?<word>(?:${ABBREVIATIONS})\.|(?:\p{Lu}\.){2,}|\p{Lu}\.(?=\s\p{Lu}\p{Ll})|${LETTER}+(?:['’\-‐‑]${LETTER}+)*)`,
    `(?<unspaced>${UNSPACED}+)`,
    String.raw`\S`,
  ].join('|'),
  'gv',
);

/**
 * The words, numbers and marks of a text, in order. Text in scripts without spaces is cut into words by the
 * dictionaries of ICU (Unicode UAX #29), in `language` where it is known.
 */
export function tokenize(text: string, language: string | null): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [found] = match;
    const gap = text.slice(end, match.index);
    end = match.index + found.length;
    if (match.groups?.unspaced === undefined) {
      tokens.push({ kind: kindOf(match.groups), gap, text: found, start: match.index });
    } else {
      for (const word of segmentWords(found, language)) {
        const isFirst = word.index === 0;
        tokens.push({ kind: 'word', gap: isFirst ? gap : '', text: word.segment, start: match.index + word.index });
      }
    }
  }
  return tokens;
}

function kindOf(groups: Record<string, string | undefined> | undefined): Token['kind'] {
  if (groups?.number !== undefined) return 'number';
  return groups?.word === undefined && groups?.address === undefined ? 'mark' : 'word';
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmentWords(text: string, language: string | null): Intl.Segments {
  const locale = primaryLanguage(language) ?? 'und';
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, segmenter);
  return segmenter.segment(text);
}

/** The two or three letters that a language tag begins with (`en-GB` → `en`), `null` where it is no such tag. */
export function primaryLanguage(language: string | null): string | null {
  return language?.match(/^[a-z]{2,3}(?![a-z])/i)?.[0].toLowerCase() ?? null;
}

/** How many words and numbers a text has. */
export function countTokens(text: string, language: string | null): number {
  return tokenize(text, language).filter((token) => token.kind !== 'mark').length;
}
