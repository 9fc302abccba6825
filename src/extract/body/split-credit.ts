import { looksLikePerson } from '../fields/split-names.ts';
import { foldText } from '../fold-text.ts';

/** What stands under a picture: the caption never contains the credit. */
export type Caption = { caption: string | null; credit: string | null };

/** Words before a colon that announce whose picture it is, in the languages of the papers we know. */
const LABEL =
  '(?:photos?|photograph|photo credits?|image credits?|picture credits?|image source|photo source|pictures?|pics?|images?|credits?|crédits?(?: photos?)?|fotos?|bild(?:er|quelle|rechte)?|quelle|fonte|source|fotografía|fotografie|créditos?(?: da foto)?|imagen|imagem|immagine|zdjęcie|zdj|fot|kuva(?:t)?|slika|billede|ljósmynd|nuotr|фото|фотография|снимка|φωτογραφία|φωτο|ảnh|foto credit|courtesy|copyright|写真|撮影|사진|图片来源|圖|图)';
const LABELLED = new RegExp(`^(?:${LABEL}(?:\\s(?:by|von|de|af|av|di))?\\.?\\s?[:：|]\\s?|(?:©|\\(c\\)|™)\\s?)`, 'iu');
const LABEL_STARTS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${LABEL}(?:\\s(?:by|von|de|af|av|di))?\\.?\\s?[:：|]|©|\\(c\\))`,
  'giu',
);
/** The word before dots, and the word without its mark: `Credit...Bo Ek`, `foto Bo Ek`. */
const DOTTED_LABEL = /^(?:foto|photo|credit)(?:\.{3}|…)/i;
const BARE_LABEL = /^[Ff][Oo][Tt][Oo]\s(?=\p{Lu})/u;
const BY = /^(?:(?:photo(?:graph)?(?:ed)?|picture|image|courtesy)\s(?:by|of)\s)/i;
const BY_STARTS = /(?<![\p{L}\p{N}])(?:photo(?:graph)?(?:ed)?|picture|image|courtesy)\s(?:by|of)\s/giu;
/** Agencies and picture libraries, which stand in credits the world over and hardly ever at a caption's end otherwise. */
const AGENCY =
  /(?<![\p{L}\p{N}])(?:reuters|afp|ap(?: photo| images)?|associated press|dpa|picture alliance|getty(?: images)?|epa(?:-efe)?|efe|ansa|keystone|apa|tass|xinhua|kyodo|yonhap|pti|ani|belga|ntb|ritzau|scanpix|lehtikuva|pap|čtk|ctk|mti|lusa|aap|pa(?: wire| images| media)?|imago(?:\s?images)?|alamy|shutterstock|i?stock(?:photo)?|adobe stock|unsplash|pixabay|pexels|depositphotos|bloomberg|magnum|zuma(?: press)?|sipa|abaca|anadolu|wikimedia(?: commons)?|handout|agerpres|ddp|epd|kna|unian|ukrinform|риа новости|тасс|интерфакс)(?![\p{L}\p{N}])/iu;
/** In brackets: `foto Bo Ek`, without a colon; `何嘉文攝`; `Bo Ek/The Paper`. */
const TAKEN_BY = new RegExp(`^${inEitherCase(LABEL)}\\s\\p{Lu}[^,;:]{2,50}$`, 'u');
const TAKEN = /^[^,;:。]{2,20}(?:攝影?|摄影?|撮影)$/u;
const NAME_AND_HOUSE = /^\p{Lu}[^/:;]{2,40}\/\s?\p{Lu}[^/:;]{1,40}$/u;
const DASHED_NAME = /([.…]\s?)[—–]\s?(\p{Lu}[^.!?:;,—–]{2,40})$/u;
const SENTENCE_END = /[\p{Ll}\p{Lo}\p{N})"”»][.!?…。]["”»)]?\s+(?=[\p{Lu}\p{Lo}])/u;
const LONGEST = 120;

/** Takes the credit off a caption's end, in the ways in which papers write it: `… in May. Photo: Bo Ek`, `… in May (AFP)`. */
export function splitCredit(caption: string | null): Caption {
  if (caption === null) return { caption: null, credit: null };
  const at = creditStart(caption);
  if (at === -1) return { caption, credit: null };
  return { caption: trimTail(caption.slice(0, at)) || null, credit: cleanCredit(caption.slice(at)) };
}

/** The credit alone: without brackets, rules and the word that announces it. */
export function cleanCredit(credit: string): string | null {
  let rest = foldText(credit).replace(/^[\s/|([–—:,-]+/, '');
  rest = rest
    .replace(LABELLED, '')
    .replace(BY, '')
    .replace(DOTTED_LABEL, '')
    .replace(BARE_LABEL, '')
    .replace(/(?<=.)(?:攝影?|摄影?|撮影)(?=\W*$)/u, '');
  rest = rest.replace(/^[\s/|([–—:,-]+/, '').replace(/[\s/|\]–—:;,-]+$/, '');
  if (rest.endsWith(').') || (rest.endsWith(')') && !rest.includes('('))) rest = rest.replace(/\)\.?$/, '');
  return foldText(rest.replace(/(?<=[\p{L}]{3})\.$/u, '')) || null;
}

/** A pattern of words, each letter of which may be a capital, beside another in which that matters. */
function inEitherCase(pattern: string): string {
  return pattern.replace(/\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** Where the credit begins, brackets and rules before it included; -1 for a caption without one. */
function creditStart(caption: string): number {
  const labelled = [...caption.matchAll(LABEL_STARTS), ...caption.matchAll(BY_STARTS)]
    .map(({ index }) => index)
    .sort((a, b) => a - b)
    .find((at) => isCreditTail(caption, at));
  if (labelled !== undefined) return openingBefore(caption, labelled);
  const bracket = bracketAtEnd(caption);
  if (bracket !== -1) return bracket;
  const rule = caption.lastIndexOf(' | ');
  if (rule > 0 && caption.length - rule < LONGEST && !SENTENCE_END.test(caption.slice(rule))) return rule;
  const agency = agencyAtEnd(caption);
  return agency === -1 ? dashAtEnd(caption) : agency;
}

/** Whether what begins here is a credit up to the end: at the beginning, or after the end of a sentence or a rule. */
function isCreditTail(caption: string, at: number): boolean {
  const tail = caption.slice(at);
  if (tail.length > LONGEST || tail.length < 3 || SENTENCE_END.test(tail)) return false;
  if (/^(?:©|\(c\))/i.test(tail) || at === 0) return true;
  const before = caption.slice(0, at).trimEnd();
  return /[.!?…。"”»)\]([|/–—-]$/u.test(before) || /^\p{Lu}/u.test(tail);
}

function openingBefore(caption: string, at: number): number {
  const opening = caption.slice(0, at).match(/[\s([|/–—-]{1,6}$/u);
  return opening === null ? at : at - opening[0].length;
}

/** `… in May (Anna Lind/AFP)`: brackets at the end that name an agency. */
function bracketAtEnd(caption: string): number {
  const bare = caption.replace(/[.\s]+$/, '');
  const open = Math.max(bare.lastIndexOf('('), bare.lastIndexOf('['));
  if (open < 0 || !/[)\]]$/.test(bare) || bare.length - open > LONGEST) return -1;
  const inner = bare.slice(open + 1, -1);
  if (SENTENCE_END.test(inner)) return -1;
  const isNamed = AGENCY.test(inner) || TAKEN_BY.test(inner) || TAKEN.test(inner);
  return isNamed || (bare[open] === '[' && NAME_AND_HOUSE.test(inner)) ? open : -1;
}

/** `… in May. — White Star`: after the last sentence a dash and names alone. */
function dashAtEnd(caption: string): number {
  const found = caption.slice(-LONGEST).match(DASHED_NAME);
  if (found?.index === undefined || !looksLikePerson(found[2] ?? '')) return -1;
  return Math.max(0, caption.length - LONGEST) + found.index + (found[1]?.length ?? 0);
}

/** `… in May. Anna Lind/AFP`: a last piece without a verb's full stop, after a sentence or a rule, that names an agency. */
function agencyAtEnd(caption: string): number {
  const tailStart = Math.max(0, caption.length - LONGEST);
  let last = tailStart === 0 && isAgencyPiece(caption) ? 0 : -1;
  for (const match of caption.slice(tailStart).matchAll(/(?<=[.!?…。"”»])\s+|\s[–—|/-]\s|\s(?=©)/gu)) {
    const at = tailStart + match.index;
    if (at > 0 && isAgencyPiece(caption.slice(at + match[0].length))) return at;
  }
  if (last === 0 && caption.split(/\s+/).length > 8) last = -1;
  return last;
}

function isAgencyPiece(piece: string): boolean {
  if (piece.length > 90 || !AGENCY.test(piece)) return false;
  const words = piece
    .split(/[\s/,|]+/)
    .filter((word) => /^\p{Ll}{3,}/u.test(word) && !/^(?:via|dpa|imago|von|for|für)$/.test(word));
  return words.length <= 1 && words.every((word) => AGENCY.test(word));
}

function trimTail(text: string): string {
  return text.replace(/[\s([|/–—-]+$/u, '');
}
