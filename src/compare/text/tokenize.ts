import { primaryLanguage } from '../../model/primary-language.ts';
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

/**
 * In the order of trying: address, number grouped by spaces, number, abbreviation, initials, word, unspaced run, mark.
 * The groups are address, number, word and unspaced run; groups with names would double the time.
 */
const TOKEN = new RegExp(
  [
    String.raw`(https?:\/\/\S+)`,
    String.raw`([$€£¥₽₴]?(?:\p{Nd}{1,3}(?: \p{Nd}{3})+(?!\p{Nd})|\p{Nd}+)(?:[.,:\/'’]\p{Nd}+)*(?:[%‰°]|(?:st|nd|rd|th|bn|mn|m|k)(?!\p{L}))?)`,
    String.raw`((?:${ABBREVIATIONS})\.|(?:\p{Lu}\.){2,}|\p{Lu}\.(?=\s\p{Lu}\p{Ll})|${LETTER}+(?:['’\-‐‑]${LETTER}+)*)`,
    `(${UNSPACED}+)`,
    String.raw`\S`,
  ].join('|'),
  'vy',
);
const IS_ABBREVIATION: ReadonlySet<string> = new Set(ABBREVIATIONS.split('|'));
/** Letters and marks that surely end a word or are one token: most of a text needs no pattern. */
const PLAIN_LETTER = /^[A-Za-zÀ-ÖØ-öø-ſЀ-ҁҊ-ԯ]$/;
const PLAIN_MARK = /^[,;!?()"“”«»\]]$/;
/** By code, up to the marks of typography: 1 a plain letter, 2 white space, 3 a plain mark, 4 a point, 0 none of these. */
const CLASSES = Uint8Array.from({ length: 0x2040 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (PLAIN_LETTER.test(character)) return 1;
  if (/^\s$/.test(character)) return 2;
  if (character === '.') return 4;
  return PLAIN_MARK.test(character) ? 3 : 0;
});

/**
 * The words, numbers and marks of a text, in order. Text in scripts without spaces is cut into words by the
 * dictionaries of ICU (Unicode UAX #29), in `language` where it is known. It stops when it has `enough`.
 */
export function tokenize(text: string, language: string | null, enough = Number.POSITIVE_INFINITY): Token[] {
  const tokens: Token[] = [];
  let gapStart = 0;
  let at = 0;
  while (at < text.length && tokens.length < enough) {
    if (isSpace(text, at)) {
      at += 1;
      continue;
    }
    const gap = gapStart === at ? '' : text.slice(gapStart, at);
    const end = endOfPlainToken(text, at);
    if (end > at) {
      const kind = classOf(text, at) === 1 ? 'word' : 'mark';
      tokens.push({ kind, gap, text: text.slice(at, end), start: at });
      at = end;
    } else {
      at = pushToken(tokens, text, at, gap, language);
    }
    gapStart = at;
  }
  return tokens;
}

function classOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < CLASSES.length ? (CLASSES[code] ?? 0) : 0;
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < CLASSES.length ? CLASSES[code] === 2 : /\s/.test(text.charAt(at));
}

/** Where a word of plain letters ends that nothing can be part of which follows, or a plain mark; `at` for all else. */
function endOfPlainToken(text: string, at: number): number {
  if (classOf(text, at) >= 3) return at + 1;
  let end = at;
  while (classOf(text, end) === 1) end += 1;
  const next = end === text.length ? 2 : classOf(text, end);
  // A point may belong to what is before it: an initial, an abbreviation.
  const isPointed = next === 4 && (end - at < 2 || IS_ABBREVIATION.has(text.slice(at, end)));
  return next >= 2 && !isPointed ? end : at;
}

/** Adds the token that begins at a place (of an unspaced run, its words) and gives the place behind it. */
function pushToken(tokens: Token[], text: string, at: number, gap: string, language: string | null): number {
  TOKEN.lastIndex = at;
  const [found = text.charAt(at), address, number, word, unspaced] = TOKEN.exec(text) ?? [];
  if (unspaced === undefined) {
    const isWord = address !== undefined || word !== undefined;
    const other = isWord ? 'word' : 'mark';
    tokens.push({ kind: number === undefined ? other : 'number', gap, text: found, start: at });
  } else {
    for (const { index, segment } of segmentWords(found, language)) {
      tokens.push({ kind: 'word', gap: index === 0 ? gap : '', text: segment, start: at + index });
    }
  }
  return at + found.length;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmentWords(text: string, language: string | null): Intl.Segments {
  const locale = primaryLanguage(language) ?? 'und';
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, segmenter);
  return segmenter.segment(text);
}

/** How many words and numbers a text has. */
export function countTokens(text: string, language: string | null): number {
  return tokenize(text, language).filter((token) => token.kind !== 'mark').length;
}
