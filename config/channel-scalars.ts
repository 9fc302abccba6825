import { PLACES } from '../src/model/channel.ts';
import { findNearestWord } from './nearest-word.ts';
import { quoteValue, scalar } from './scalar-schemas.ts';

const RATE = /^(\d{1,5})\/(min|h|d)$/;
const PER_MS = { min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** How often something may be done: `20/h`. */
export function rateSchema() {
  const expected = 'a rate; write e.g. 20/h, 5/min or 100/d';
  return scalar(
    expected,
    (text) => {
      const [, count, unit] = RATE.exec(text) ?? [];
      if (count === undefined || Number(count) === 0) return { problem: `${quoteValue(text)} is not ${expected}` };
      return { value: { count: Number(count), perMs: PER_MS[unit as keyof typeof PER_MS] } };
    },
    { pattern: RATE.source, examples: ['20/h'] },
  );
}

const CLOCK_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** A time of the day, `08:30`, as minutes since midnight. */
export function clockTimeSchema() {
  const expected = 'a time of the day; write e.g. "08:30"';
  return scalar(
    expected,
    (text) => {
      const [, hours, minutes] = CLOCK_TIME.exec(text) ?? [];
      if (hours === undefined) return { problem: `${quoteValue(text)} is not ${expected}` };
      return { value: Number(hours) * 60 + Number(minutes) };
    },
    { pattern: CLOCK_TIME.source },
  );
}

/** Anything in braces that could be meant for a place. */
const BRACED = /\{([^{}\s]*)\}/g;
const LONGEST_TEMPLATE = 1_000;

/** The template of a text, with named places such as `{headline}`. */
export function templateSchema() {
  const expected = 'a template; write e.g. "{source}: {headline}"';
  return scalar(expected, (text) => {
    if (text === '') return { problem: `this is empty, and not ${expected}` };
    if (text.length > LONGEST_TEMPLATE) return { problem: `it is longer than ${LONGEST_TEMPLATE} characters` };
    const places: readonly string[] = PLACES;
    for (const [, name = ''] of text.matchAll(BRACED)) {
      if (places.includes(name)) continue;
      const nearest = findNearestWord(name, places);
      const hint = nearest === null ? `write one of ${places.join(', ')}` : `did you mean {${nearest}}?`;
      return { problem: `there is no place {${name}}; ${hint}` };
    }
    return { value: text };
  });
}

/** Texts in which a name stands: one line, and nothing that could end a header. */
export function lineSchema(expected: string) {
  return scalar(expected, (text) => {
    const isLine = text !== '' && text.length <= 200 && !/\p{Cc}/u.test(text);
    return isLine ? { value: text } : { problem: `${quoteValue(text)} is not ${expected}` };
  });
}

/** The address of a mail server, without a user name and password in it. */
export function mailServerSchema() {
  const expected = 'the address of a mail server; write e.g. smtps://mail.example.org or smtp://mail.example.org:587';
  return scalar(expected, (text) => {
    const url = URL.parse(text);
    if (url !== null && (url.username !== '' || url.password !== '')) {
      return { problem: 'the address carries a user name or password; write them as user and password' };
    }
    const isServer =
      url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname);
    return isServer ? { value: text } : { problem: `${quoteValue(text)} is not ${expected}` };
  });
}
