import { load } from 'cheerio/slim';
import { Cron } from 'croner';
import ipaddr from 'ipaddr.js';
import * as z from 'zod';
import { DURATION_PATTERN, parseDuration } from './duration.ts';
import { findNearestWord } from './nearest-word.ts';
import { compilePattern } from './pattern.ts';

/** A value as it is shown in a message: short, on one line. */
export function quoteValue(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** What a parser of a scalar gives: its value, or a sentence that says what is wrong with the text. */
type Parsed<T> = { value: T } | { problem: string };

/** A string that `parse` turns into a value; anything that is no string gets the sentence `expected`. */
export function scalar<T>(expected: string, parse: (text: string) => Parsed<T>, hints: z.GlobalMeta = {}) {
  return z
    .string({ error: (issue) => `${quoteValue(issue.input)} is not ${expected}` })
    .meta(hints)
    .transform((text, context): T => {
      const parsed = parse(text.trim());
      if ('value' in parsed) return parsed.value;
      context.addIssue({ code: 'custom', message: parsed.problem });
      return z.NEVER;
    });
}

/** Milliseconds, from a duration such as `30s`, `5m`, `1h30m`, `7d`; never zero unless `zero` is allowed. */
export function durationSchema(options: { zero?: boolean } = {}) {
  const expected = 'a duration; write e.g. 30s, 5m, 2h, 7d';
  const parse = (text: string): Parsed<number> => {
    const ms = parseDuration(text);
    if (ms === null) return { problem: `${quoteValue(text)} is not ${expected}` };
    if (ms === 0 && options.zero !== true)
      return { problem: `${quoteValue(text)} is no time at all; write e.g. 30s, 5m` };
    return { value: ms };
  };
  return scalar(expected, parse, { pattern: DURATION_PATTERN, examples: ['30s', '5m', '1h30m', '7d'] });
}

/**
 * An absolute http or https address without a password in it, in the URL standard's spelling. One that is `secret`, as
 * the addresses of webhooks are, does not appear in messages.
 */
export function httpUrlSchema(options: { secret?: boolean } = {}) {
  const expected = 'a web address; write e.g. https://example.org/news';
  const parse = (text: string): Parsed<string> => {
    const url = URL.parse(text);
    if (url === null || !/^https?:\/\//i.test(text)) {
      return { problem: `${options.secret === true ? 'this' : quoteValue(text)} is not ${expected}` };
    }
    if (url.username !== '' || url.password !== '') {
      return { problem: 'the address carries a user name or password; leave them out, secrets do not belong in YAML' };
    }
    return { value: url.href };
  };
  return scalar(expected, parse, { pattern: '^[Hh][Tt][Tt][Pp][Ss]?://' });
}

/** A CSS selector that compiles in the engine that will run it. */
export function selectorSchema() {
  return scalar('a CSS selector', (text) => {
    const fault = findSelectorFault(text);
    return fault === null ? { value: text } : { problem: `${quoteValue(text)} is not a CSS selector: ${fault}` };
  });
}

function findSelectorFault(selector: string): string | null {
  if (selector === '') return 'it is empty';
  // cheerio takes a text with a tag in it for HTML, not for a selector.
  if (/^\s*</.test(selector)) return 'it is HTML';
  try {
    load('')(selector);
    return null;
  } catch (error) {
    const why = (error as Error).message.replace(/\s+/g, ' ').trim();
    return why.replace(/, found$/, ', found its end');
  }
}

/** One selector or a list of them; always a list afterwards. */
export function selectorsSchema() {
  const one = selectorSchema();
  return z
    .union([one, z.array(one)], {
      error: (issue) => `${quoteValue(issue.input)} is not a CSS selector or a list of them`,
    })
    .transform((selectors) => (Array.isArray(selectors) ? selectors : [selectors]));
}

/** A regular expression that is searched for in an article's URL; `group`: it must capture the article's id. */
export function patternSchema(options: { group?: boolean } = {}) {
  return scalar(
    'a regular expression in quotation marks',
    (text) => {
      const compiled = compilePattern(text);
      if ('problem' in compiled) return compiled;
      if (options.group === true && compiled.groups === 0) {
        return {
          problem: `${quoteValue(text)} captures nothing; put the part that is the article's id in brackets: '-a(\\d+)$'`,
        };
      }
      return { value: compiled.pattern };
    },
    { format: 'regex' },
  );
}

/** A cron line of five or six fields that fires at least once. */
export function cronSchema() {
  return scalar('a cron line; write e.g. "*/15 6-23 * * *"', (text) => {
    try {
      const next = new Cron(text, { mode: '5-or-6-parts', timezone: 'UTC' }).nextRun(new Date(Date.UTC(2024, 0, 1)));
      return next === null
        ? { problem: `${quoteValue(text)} never comes round; check its day and month` }
        : { value: text };
    } catch (error) {
      const why = (error as Error).message
        .replace(/^CronPattern: /, '')
        .replace(/^.*parts are required.*$/s, 'it has five fields, or six with seconds');
      return { problem: `${quoteValue(text)} is not a cron line; write e.g. "*/15 6-23 * * *" (${why})` };
    }
  });
}

const QUIET_HOURS = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** Hours of the day, `01:00-05:00`, also over midnight; in minutes since midnight. */
export function quietHoursSchema() {
  const expected = 'hours of the day; write e.g. "01:00-05:00" or "23:00-06:30"';
  const parse = (text: string): Parsed<{ from: number; to: number }> => {
    const found = QUIET_HOURS.exec(text);
    if (found === null) return { problem: `${quoteValue(text)} is not ${expected}` };
    const [fromHour, fromMinute, toHour, toMinute] = found.slice(1).map((part) => Number(part ?? 0));
    const from = (fromHour ?? 0) * 60 + (fromMinute ?? 0);
    const to = (toHour ?? 0) * 60 + (toMinute ?? 0);
    if (from !== to) return { value: { from, to } };
    return { problem: `${quoteValue(text)} ends when it begins; to leave a source alone write enabled: false` };
  };
  return scalar(expected, parse, { pattern: QUIET_HOURS.source, examples: ['01:00-05:00'] });
}

/** A time zone of the IANA database. */
export function timezoneSchema() {
  return scalar('a time zone; write e.g. Europe/Moscow or UTC', (text) => {
    const isOffset = /^[+-]/.test(text);
    try {
      new Intl.DateTimeFormat('en', { timeZone: text });
      if (!isOffset && text !== '') return { value: text };
    } catch {
      // Falls through to the sentence below.
    }
    const nearest = findNearestWord(text, Intl.supportedValuesOf('timeZone'));
    const hint = nearest === null ? 'write e.g. Europe/Moscow or UTC' : `did you mean "${nearest}"?`;
    return { problem: `${quoteValue(text)} is not a time zone; ${hint}` };
  });
}

/** A language tag by BCP 47, in its canonical spelling. */
export function languageSchema() {
  return scalar('a language tag; write e.g. en, pt-BR, zh-Hant', (text) => {
    try {
      const [tag] = Intl.getCanonicalLocales(text);
      // Longer primary subtags are only reserved (RFC 5646 § 2.2.1): "english" is well-formed, and no language.
      if (tag !== undefined && /^[a-z]{2,3}(?:-|$)/.test(tag)) return { value: tag };
    } catch {
      // Falls through to the sentence below.
    }
    return { problem: `${quoteValue(text)} is not a language tag; write e.g. en, pt-BR, zh-Hant` };
  });
}

/** A calendar day, `2020-01-31`. */
export function dateSchema() {
  const expected = 'a date; write it as 2020-01-31';
  return scalar(
    expected,
    (text) => {
      const parsed = new Date(`${text}T00:00:00Z`);
      const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(parsed.getTime());
      if (isDay && parsed.toISOString().startsWith(text)) return { value: text };
      return { problem: `${quoteValue(text)} is not ${expected}` };
    },
    { pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  );
}

/** A range of addresses as CIDR; a single address is the range of itself. */
export function cidrSchema() {
  const expected = 'an address range; write e.g. 127.0.0.0/8 or fd00::/8';
  return scalar(expected, (text) => {
    if (ipaddr.IPv4.isValidFourPartDecimal(text)) return { value: `${text}/32` };
    if (ipaddr.IPv6.isValid(text)) return { value: `${text}/128` };
    const isRange = ipaddr.isValidCIDR(text) && (text.includes(':') || ipaddr.IPv4.isValidCIDRFourPartDecimal(text));
    return isRange ? { value: text } : { problem: `${quoteValue(text)} is not ${expected}` };
  });
}

const SECRET_REFERENCE = /^(?:env:[A-Za-z_][A-Za-z0-9_]*|file:\S.*)$/;

/** Where a secret lies: `env:NAME` or `file:PATH`. The value itself is never accepted, and never shown. */
export function secretReferenceSchema() {
  const problem = 'a secret must not stand in YAML; write env:NAME (an environment variable) or file:PATH';
  return z.string({ error: () => problem }).regex(SECRET_REFERENCE, { error: () => problem });
}

/** An e-mail address in ASCII, as it goes over the wire. */
export function emailSchema() {
  const expected = 'an e-mail address; write e.g. crawler@example.org';
  return scalar(expected, (text) => {
    const isAddress = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/i.test(text);
    return isAddress ? { value: text } : { problem: `${quoteValue(text)} is not ${expected}` };
  });
}

/** The address of a proxy; with a user name and password in it, only as `env:NAME` or `file:PATH` that hold the whole address. */
export function proxySchema() {
  const expected =
    'the address of a proxy; write e.g. http://proxy.example.org:3128, socks5://127.0.0.1:1080 or env:NAME';
  return scalar(expected, (text) => {
    if (SECRET_REFERENCE.test(text)) return { value: text };
    const url = URL.parse(text);
    if (url !== null && (url.username !== '' || url.password !== '')) {
      return {
        problem: 'the address carries a user name or password; put the whole address behind env:NAME or file:PATH',
      };
    }
    const isProxy =
      url !== null &&
      /^(?:http|socks5):$/.test(url.protocol) &&
      url.hostname !== '' &&
      /^\/?$/.test(url.pathname + url.search + url.hash);
    return isProxy ? { value: text } : { problem: `${quoteValue(text)} is not ${expected}` };
  });
}
