const TIME = /(\d{1,2})(?:[:.](\d\d))?\s*(?:([ap])\.?\s?m\b\.?|uhr)?/iu;
const IS_TIME = /\d:\d|\d\s*[ap]\.?\s?m\b|uhr/iu;
/** Letters of a month or weekday from which on a short form is told. */
const SHORTEST = 3;

/** Whether date phrases name the same days and times in another order or form: "3 March", "March 3"; "9am", "09:00". */
export function isSameDate(before: string[], after: string[]): boolean {
  const [one, other] = [before.flatMap(partsOf), after.flatMap(partsOf)];
  if (one.length !== other.length) return false;
  const left = [...other];
  return one.every((part) => {
    const at = left.findIndex((candidate) => isSamePart(part, candidate));
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

function isSamePart(one: string, other: string): boolean {
  if (one === other) return true;
  if (/\d/.test(one + other) || Math.min(one.length, other.length) < SHORTEST) return false;
  return one.startsWith(other) || other.startsWith(one);
}

/** The numbers and names of a phrase; a time of day as minutes. */
function partsOf(phrase: string): string[] {
  const time = IS_TIME.test(phrase) ? phrase.match(TIME) : null;
  if (time !== null) {
    const [, hours = '', minutes = '0', half = ''] = time;
    const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
    return [`${hour * 60 + Number(minutes)} minutes`];
  }
  const parts = phrase.toLowerCase().match(/\p{N}+|\p{L}+/gu) ?? [];
  return parts
    .map((part) => part.replace(/^0+(?=\d)/, ''))
    .filter((part) => !/^(?:of|de|du|st|nd|rd|th|er)$/.test(part));
}
