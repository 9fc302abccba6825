/** Words between quotation marks: `start` and `end` include the marks, in UTF-16 units. */
export type Quotation = { start: number; end: number; inner: string };

/** An opening mark and those that may close it. English, German, French, Russian, Danish and East Asian usage. */
const CLOSERS: Record<string, string> = {
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
  '‹': '›',
  '‘': '’',
  '‚': '‘’',
  '「': '」',
  '『': '』',
  '"': '"',
  "'": "'",
};
const OPENERS = new RegExp(`[${Object.keys(CLOSERS).join('')}]`, 'g');
/** Marks that are also apostrophes or that look alike on both sides: only their neighbours tell. */
const AMBIGUOUS = new Set(['"', "'", '‘', '»']);
const LONGEST = 2_000;
/** Beyond the end of any text that an engine can hold. */
const NOWHERE = 2 ** 30;

/** The quotations of a text, in order and not nested; a mark without its partner and an apostrophe are none. */
export function findQuotations(text: string): Quotation[] {
  OPENERS.lastIndex = 0;
  if (!OPENERS.test(text)) return [];
  const quotations: Quotation[] = [];
  const nextClose = new Map<string, number>();
  let end = 0;
  OPENERS.lastIndex = 0;
  while (OPENERS.test(text)) {
    const at = OPENERS.lastIndex - 1;
    const closers = CLOSERS[text.charAt(at)] ?? '';
    if (at < end || !canOpen(text, at)) continue;
    // What closes is the same for every mark that opens: found once, it serves all before it, and time stays linear.
    let close = nextClose.get(closers) ?? 0;
    if (close < at + 2) {
      close = findClose(text, at + 2, closers);
      nextClose.set(closers, close);
    }
    if (close - at > LONGEST) continue;
    quotations.push({ start: at, end: close + 1, inner: text.slice(at + 1, close).trim() });
    end = close + 1;
  }
  return quotations;
}

function canOpen(text: string, at: number): boolean {
  if (!AMBIGUOUS.has(text.charAt(at))) return true;
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  return !/[\p{L}\p{N}.,;!?]/u.test(before) && after !== '' && !/[\s.,;:!?)]/.test(after);
}

function findClose(text: string, from: number, closers: string): number {
  for (let at = nextOf(closers, text, from); at < text.length; at = nextOf(closers, text, at + 1)) {
    if (canClose(text, at)) return at;
  }
  return NOWHERE;
}

/** Where the next of one or two characters stands. */
function nextOf(characters: string, text: string, from: number): number {
  let next = NOWHERE;
  for (const character of characters) {
    const at = text.indexOf(character, from);
    if (at !== -1) next = Math.min(next, at);
  }
  return next;
}

function canClose(text: string, at: number): boolean {
  const mark = text.charAt(at);
  if (mark !== '’' && mark !== "'" && mark !== '"') return true;
  return !/\s/.test(text.charAt(at - 1)) && !/[\p{L}\p{N}]/u.test(text.charAt(at + 1));
}
