import { EVIDENCE_TEXTS as TEXTS } from './evidence-texts.ts';

/** A version as a citation names it. `sha256`: of the stored bytes; `null`: none are. */
export type CitedVersion = { number: number; capturedAt: Date; sha256: string | null };

/** What a citation is of. `address`: where stet shows it. */
export type Cited = { publisher: string; headline: string; url: string; versions: CitedVersion[]; address: string };

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' });

/**
 * A citation in one line: who published what where, which versions were captured when (UTC), and the digests that prove
 * them. Two versions are a comparison.
 */
export function cite({ publisher, headline, url, versions, address }: Cited): string {
  const named = versions.map(citeVersion).join(TEXTS.and);
  const where = versions.length > 1 ? TEXTS.compared(address) : TEXTS.kept(address);
  const title = `${TEXTS.openQuote}${headline.replace(/\s+/g, ' ').trim()}${TEXTS.closeQuote}`;
  return `${publisher}, ${title}, ${url}: ${named}. ${where}`;
}

function citeVersion({ number, capturedAt, sha256 }: CitedVersion): string {
  const proof = sha256 === null ? TEXTS.noBytes : TEXTS.digest(sha256);
  return `${TEXTS.version(number, `${MOMENT.format(capturedAt)} UTC`)}${proof}`;
}
