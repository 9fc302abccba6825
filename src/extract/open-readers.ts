import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Reading } from '../model/page.ts';
import type { Rules } from '../model/source.ts';
import type { PageInput, ReadOptions } from './read-page.ts';
import type { ReadRequest } from './read-page-worker.ts';

/** Heap of one thread, in megabytes: a page of the largest size that is read needs a third of it. */
const THREAD_HEAP_MB = 768;
/** Small, so that what a page leaves behind is collected soon: with V8's own choice two threads grew to 400 MB of it. */
const THREAD_NURSERY_MB = 16;
const IDLE_MS = 60_000;

/** Threads that read pages, so that a hostile page can hold up nothing but its own thread, and not for long. */
export type Readers = {
  /** What a page holds; `failed`, with a sentence, for one that takes longer than the deadline or breaks its reader. Never throws for a page. */
  read(input: PageInput, rules: Rules, options?: ReadOptions): Promise<Reading>;
  /** Ends the threads; pages that are being read are given up. */
  close(): Promise<void>;
};

/** Opens at most `threads` threads; a page that is read for `deadlineMs` milliseconds is ended with its thread. */
export function openReaders({ threads, deadlineMs }: { threads: number; deadlineMs: number }): Readers {
  const pool = new Piscina({
    filename: new URL('./read-page-worker.ts', import.meta.url).href,
    minThreads: 1,
    maxThreads: Math.max(1, threads),
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB, maxYoungGenerationSizeMb: THREAD_NURSERY_MB },
  });
  return {
    read: (input, rules, options = {}) => readInThread(pool, deadlineMs, input, rules, options),
    close: () => pool.destroy(),
  };
}

async function readInThread(
  pool: Piscina<ReadRequest, Reading>,
  deadlineMs: number,
  input: PageInput,
  rules: Rules,
  options: ReadOptions,
): Promise<Reading> {
  const { port1: heard, port2: started } = new MessageChannel();
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // The deadline counts from when a thread takes the page up: waiting for a thread is not the page's fault.
  heard.once('message', () => {
    timer = setTimeout(() => deadline.abort(), deadlineMs);
  });
  try {
    const request: ReadRequest = { input, rules, options, started };
    return await pool.run(request, { signal: deadline.signal, transferList: [started] });
  } catch (error) {
    if (deadline.signal.aborted) {
      return { kind: 'failed', reason: `Reading the page took longer than ${deadlineMs} ms, so it was given up.` };
    }
    const cause = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', reason: `The page could not be read: ${cause}` };
  } finally {
    clearTimeout(timer);
    heard.close();
  }
}
