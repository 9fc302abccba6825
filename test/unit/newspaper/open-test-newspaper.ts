import { get } from 'node:http';
import { makeShortScript } from '../../newspaper/short-script.ts';
import { type Newspaper, type NewspaperOptions, startNewspaper } from '../../newspaper/start-newspaper.ts';
import { makeStoryClock } from '../../newspaper/story-clock.ts';

export const STARTS_AT = new Date('2026-03-14T08:00:00Z');

export type RawAnswer = { status: number; headers: Headers; body: Buffer };
type Loaded = { status: number; location: string | null; headers: Headers; text: string };

export type TestNewspaper = {
  newspaper: Newspaper;
  /** Sets the newspaper's clock to a minute of the script. */
  goTo: (minute: number) => void;
  /** Loads a path without following redirects. */
  load: (path: string, headers?: Record<string, string>) => Promise<Loaded>;
};

/** A newspaper with the short script for one test, and a reader for it. It is stopped with `newspaper.stop()`. */
export async function openTestNewspaper(options: Partial<NewspaperOptions> = {}): Promise<TestNewspaper> {
  const clock = makeStoryClock(STARTS_AT);
  const script = makeShortScript({ startsAt: STARTS_AT, slowMs: 30 });
  const newspaper = await startNewspaper({ now: clock.now, script, ...options });
  const load = async (path: string, headers: Record<string, string> = {}): Promise<Loaded> => {
    const answer = await loadRaw(newspaper.origin + path, headers);
    return { ...answer, location: answer.headers.get('location'), text: answer.body.toString() };
  };
  return { newspaper, goTo: clock.goTo, load };
}

/** One request on a connection of its own, answered as it comes: neither redirected nor unpacked. */
export function loadRaw(url: string, headers: Record<string, string>): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const given = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
        resolve({ status: response.statusCode ?? 0, headers: new Headers(given), body: Buffer.concat(chunks) });
      });
    }).on('error', reject);
  });
}
