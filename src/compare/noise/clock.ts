const SECONDS = /(?<!\p{N})\d{1,2}:\d\d:\d\d(?!\p{N})/u;
const YEAR = /(?<!\p{N})(?:19|20)\d\d(?!\p{N})/u;
const ZONE = /\b(?:gmt|utc|cet|cest|eet|est|edt|pst|pdt|ist|msk|local time|ortszeit|uhr)\b/;
/** The names of a weekday, a month, a zone and "local time" are words; a sentence has more. */
const MOST_WORDS = 5;

const TIME_ALONE = /^\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?| uhr| h)?$/u;

/** Whether a text is a time of day and nothing else: a paragraph of its own that says no more is the page's clock or stamp. */
export function isTimeAlone(text: string): boolean {
  return TIME_ALONE.test(text);
}

/**
 * Whether a line (folded, in lower case) is a clock that runs: a time to the second with its year or zone. A time among
 * others may be a runner's, and a date with hours and minutes an event's.
 */
export function isClock(line: string): boolean {
  if (!SECONDS.test(line) || (line.match(/\p{L}+/gu) ?? []).length > MOST_WORDS) return false;
  return YEAR.test(line) || ZONE.test(line);
}
