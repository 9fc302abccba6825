import type { IncomingHttpHeaders } from 'node:http';
import type { Furniture } from './furniture.ts';
import type { Script } from './script.ts';

/** What the newspaper says to one request, before any of it is sent. */
export type PageAnswer = {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** To wait before the answer, in milliseconds. */
  delayMs: number;
  /** The body is begun and never ended. */
  isEndless: boolean;
};

/** All that an answer depends on. */
export type PageRequest = {
  script: Script;
  at: Date;
  origin: string;
  url: URL;
  headers: IncomingHttpHeaders;
  furniture: Furniture;
  /** The WebSub hub that the Atom feed names; null: none. */
  hub: string | null;
};

/** An answer with these headers and this body. */
export function makeAnswer(status: number, contentType: string, body: string | Buffer): PageAnswer {
  return {
    status,
    headers: { 'content-type': contentType, 'cache-control': 'no-cache' },
    body: typeof body === 'string' ? Buffer.from(body) : body,
    delayMs: 0,
    isEndless: false,
  };
}

/** A page in UTF-8. */
export function makeHtmlAnswer(status: number, html: string): PageAnswer {
  return makeAnswer(status, 'text/html; charset=utf-8', html);
}

/** A permanent redirect to a path of the newspaper. */
export function makeRedirect(location: string): PageAnswer {
  const answer = makeHtmlAnswer(
    301,
    `<!DOCTYPE html><title>Moved</title><p>Moved to <a href="${location}">${location}</a></p>`,
  );
  return { ...answer, headers: { ...answer.headers, location } };
}

type Validators = { etag: string; modifiedAt: Date };

/**
 * The answer with its validators, or 304 where the request shows that its sender has it already: by `If-None-Match`
 * first, and by `If-Modified-Since` only without that (RFC 9110 § 13.2.2).
 */
export function validate(answer: PageAnswer, headers: IncomingHttpHeaders, validators: Validators): PageAnswer {
  const modifiedAt = Math.floor(validators.modifiedAt.getTime() / 1000) * 1000;
  const own = { etag: validators.etag, 'last-modified': new Date(modifiedAt).toUTCString() };
  const noneMatch = headers['if-none-match'];
  const since = Date.parse(headers['if-modified-since'] ?? '');
  const isKnown =
    noneMatch === undefined
      ? since >= modifiedAt
      : noneMatch.split(',').some((tag) => stripWeak(tag) === stripWeak(own.etag));
  if (!isKnown) return { ...answer, headers: { ...answer.headers, ...own } };
  return { ...answer, status: 304, headers: { ...own, 'cache-control': 'no-cache' }, body: Buffer.alloc(0) };
}

function stripWeak(tag: string): string {
  return tag.trim().replace(/^W\//, '');
}
