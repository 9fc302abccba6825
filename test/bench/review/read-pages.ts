import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a kind of page was answered: times in milliseconds. */
export type PageTimes = {
  name: string;
  reads: number;
  p50: number;
  p95: number;
  slowest: number;
  bytes: number;
  failures: number;
};

/** A kind of page, and an address of it each time. */
export type PageKind = { name: string; share: number; makeAddress: () => string };

/**
 * Lets so many readers read pages of these kinds at once, each a pause after the one before, until the time is over.
 * Bytes are those of the largest page of a kind, not compressed.
 */
export async function readPages(
  origin: string,
  kinds: PageKind[],
  options: { readers: number; pauseMs: number; durationMs: number; random: () => number },
): Promise<PageTimes[]> {
  const { readers, pauseMs, durationMs, random } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: readers });
  const seen = new Map(kinds.map(({ name }) => [name, [] as Answer[]]));
  const endsAt = performance.now() + durationMs;
  const whole = kinds.reduce((sum, { share }) => sum + share, 0);
  const read = async () => {
    await sleep(random() * pauseMs);
    while (performance.now() < endsAt) {
      const kind = pickKind(kinds, random() * whole);
      if (kind === undefined) return;
      seen.get(kind.name)?.push(await ask(origin + kind.makeAddress(), agent));
      await sleep(pauseMs * (0.5 + random()));
    }
  };
  await Promise.all(Array.from({ length: readers }, read));
  agent.destroy();
  return [...seen].map(([name, answers]) => sumUp(name, answers));
}

/** The kind on whose share of the whole the place lies. */
function pickKind(kinds: PageKind[], place: number): PageKind | undefined {
  let end = 0;
  return kinds.find(({ share }) => {
    end += share;
    return place < end;
  });
}

type Answer = { ms: number; bytes: number; status: number };

function ask(url: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const request = get(url, { agent, headers: { accept: 'text/html' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve({ ms: performance.now() - startedAt, bytes, status: response.statusCode ?? 0 }));
    });
    // A connection that was kept may be closed by the server at that very moment: browsers ask again then, too.
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (request.reusedSocket && error.code === 'ECONNRESET') resolve(ask(url, agent));
      else reject(error);
    });
  });
}

function sumUp(name: string, answers: Answer[]): PageTimes {
  const times = answers.map(({ ms }) => ms).sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    name,
    reads: times.length,
    p50: at(0.5),
    p95: at(0.95),
    slowest: times.at(-1) ?? 0,
    bytes: Math.max(0, ...answers.map(({ bytes }) => bytes)),
    failures: answers.filter(({ status }) => status !== 200).length,
  };
}
