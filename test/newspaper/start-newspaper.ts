import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { answerRequest } from './answer-request.ts';
import { answerScript, type Dress, dressPage } from './dress-page.ts';
import { drawFurniture } from './furniture.ts';
import { makeAnswer, type PageAnswer } from './page-answer.ts';
import { minuteOf, type Script } from './script.ts';
import { makeShortScript } from './short-script.ts';
import { readStoryAt, type StoryState } from './story-state.ts';

/** One request that the newspaper had, as its access log has it. */
export type AccessEntry = {
  /** Real time of its arrival in epoch milliseconds, with fractions. */
  at: number;
  /** The newspaper's own time. */
  clockAt: Date;
  method: string;
  /** Path and query. */
  url: string;
  status: number;
  userAgent: string | null;
  ifNoneMatch: string | null;
  ifModifiedSince: string | null;
};

/** A newspaper that serves. */
export type Newspaper = {
  /** Scheme and authority, without a slash at the end. */
  origin: string;
  port: number;
  accessLog: AccessEntry[];
  /** All stories published by now, oldest first, as they stand now. */
  stories: () => StoryState[];
  /** Ends it at once; whoever waits for an answer is cut off. */
  stop: () => Promise<void>;
};

export type NewspaperOptions = {
  /** The newspaper's clock. Whoever gives it decides how fast time goes; it may also be set back. */
  now: () => Date;
  /** What happens; the short script from the clock's present time on, when none is given. */
  script?: Script;
  /** 0, the default, takes a free one. */
  port?: number;
  host?: string;
  /** To wait before every answer, in milliseconds. */
  latencyMs?: number;
  /** Whether the furniture changes at every load; it does unless this says no. */
  hasFurniture?: boolean;
  /** How the article at a path is brought to its readers, where that is not as plain HTML. */
  dressOf?: (path: string) => Dress | null;
  /** The WebSub hub that the Atom feed names. */
  hub?: string;
};

const COMPRESSIBLE = /^(?:text\/html|application\/(?:xml|rss|atom|rdf|feed))/;

/**
 * Starts the stand-in newspaper: all its papers at one address, each below a path of its own. What it answers is
 * decided by the script, the clock and the request alone, but for the furniture. Throws when the port is taken.
 */
export async function startNewspaper(options: NewspaperOptions): Promise<Newspaper> {
  const { now, host = '127.0.0.1' } = options;
  const script = options.script ?? makeShortScript({ startsAt: now() });
  const accessLog: AccessEntry[] = [];
  let origin = '';
  let loads = 0;
  const server = createServer((request, response) => {
    loads += 1;
    serve(request, response, { ...options, script, accessLog, origin, load: loads }).catch((error: unknown) => {
      // A bug of the newspaper's own: said aloud, so that no test takes it for a page.
      response.writeHead(599, { 'content-type': 'text/plain' }).end(`The newspaper broke: ${String(error)}`);
    });
  });
  const port = await listen(server, options.port ?? 0, host);
  origin = `http://${host}:${port}`;
  return {
    origin,
    port,
    accessLog,
    stories: () => listPublished(script, now()),
    stop: () => stop(server),
  };
}

type Serving = NewspaperOptions & { script: Script; accessLog: AccessEntry[]; origin: string; load: number };

async function serve(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const { script, accessLog, origin, now } = serving;
  const clockAt = now();
  const load = serving.hasFurniture === false ? 0 : serving.load;
  const random = serving.hasFurniture === false ? () => 0.5 : Math.random;
  const furniture = drawFurniture(load, random);
  const url = new URL(request.url ?? '/', origin);
  const plain = isReading(request)
    ? answerRequest({ script, at: clockAt, origin, url, headers: request.headers, furniture, hub: serving.hub ?? null })
    : makeAnswer(405, 'text/plain; charset=utf-8', 'This newspaper is for reading: GET and HEAD.');
  const dress = serving.dressOf?.(url.pathname) ?? null;
  const forScript = serving.dressOf === undefined ? null : answerScript(url.pathname);
  const answer = forScript ?? (dress === null ? plain : dressPage(plain, dress, url));
  accessLog.push({
    at: performance.timeOrigin + performance.now(),
    clockAt,
    method: request.method ?? 'GET',
    url: url.pathname + url.search,
    status: answer.status,
    userAgent: request.headers['user-agent'] ?? null,
    ifNoneMatch: request.headers['if-none-match'] ?? null,
    ifModifiedSince: request.headers['if-modified-since'] ?? null,
  });
  await waitFor(response, answer.delayMs + (serving.latencyMs ?? 0));
  if (!response.destroyed) send(request, response, answer);
}

function isReading(request: IncomingMessage): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

/** Waits, but no longer than there is somebody to answer. */
async function waitFor(response: ServerResponse, delayMs: number): Promise<void> {
  if (delayMs === 0) return;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await wait(delayMs, undefined, { signal: gone.signal }).catch(() => undefined);
}

function send(request: IncomingMessage, response: ServerResponse, answer: PageAnswer): void {
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const isZipped = takesGzip && answer.body.length > 0 && COMPRESSIBLE.test(answer.headers['content-type'] ?? '');
  const body = isZipped ? gzipSync(answer.body) : answer.body;
  const encoding: Record<string, string> = isZipped ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {};
  const length: Record<string, string> = answer.status === 304 ? {} : { 'content-length': String(body.length) };
  response.writeHead(answer.status, { ...answer.headers, ...encoding, ...length });
  if (request.method === 'HEAD') response.end();
  else if (answer.isEndless) response.write(body.subarray(0, Math.floor(body.length / 2)));
  else response.end(body);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The newspaper has no port.'));
      else resolve(address.port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function listPublished(script: Script, at: Date): StoryState[] {
  const { published } = script.openBook(minuteOf(script, at));
  return published.flatMap(({ story }) => readStoryAt(script, story.id, at) ?? []);
}
