import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Reading } from '../model/page.ts';
import type { Rules } from '../model/source.ts';
import { EXTRACTOR_VERSION } from './extractor-version.ts';
import { OutdatedProgram } from './outdated-program.ts';
import type { PageInput, ReadOptions } from './read-page.ts';
import type { ReadRequest, ThreadReading } from './read-page-worker.ts';

/** Heap of one thread, in megabytes: a page of the largest size that is read needs a third of it. */
const THREAD_HEAP_MB = 768;
/**
 * Where a thread's new objects live until they are collected. A page's tree lives as long as the page is read: with a
 * third of this, it was copied once or twice on the way, a fifth of all that reading cost.
 */
const THREAD_NURSERY_MB = 48;
const IDLE_MS = 60_000;

/** Threads that read pages, so that a hostile page can hold up nothing but its own thread, and not for long. */
export type Readers = {
  /**
   * What a page holds; `failed`, with a sentence, for one that takes longer than the deadline or breaks its reader.
   * Never throws for a page.
   * @throws OutdatedProgram once a thread is of another program than this one, the files having been updated since.
   */
  read(input: PageInput, rules: Rules, options?: ReadOptions): Promise<Reading>;
  /** Ends the threads; pages that are being read are given up. */
  close(): Promise<void>;
};

/**
 * Opens at most `threads` threads; a page that is read for `deadlineMs` milliseconds is ended with its thread.
 * `onOutdated` is told once when the program turns out to have been updated.
 */
export function openReaders({ threads, deadlineMs, onOutdated = () => {} }: ReadersOptions): Readers {
  const pool: Pool = new Piscina({
    filename: new URL('./read-page-worker.ts', import.meta.url).href,
    minThreads: 1,
    maxThreads: Math.max(1, threads),
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB, maxYoungGenerationSizeMb: THREAD_NURSERY_MB },
  });
  let outdated: OutdatedProgram | null = null;
  const findOutdated = (error: OutdatedProgram): OutdatedProgram => {
    if (outdated === null) onOutdated(error);
    outdated ??= error;
    return outdated;
  };
  // A thread that breaks before it has a page; what a page broke, its reading tells.
  pool.on('error', (error: Error) => {
    if (isLoadFailure(error)) findOutdated(new OutdatedProgram(DISJOINT, error));
  });
  return {
    read: async (input, rules, options = {}) => {
      if (outdated !== null) throw outdated;
      const read = await readInThread(pool, deadlineMs, { input, rules, options });
      if (read instanceof OutdatedProgram) throw findOutdated(read);
      return read;
    },
    close: () => pool.destroy(),
  };
}

const DISJOINT = 'its files do not go together any more';

type ReadersOptions = { threads: number; deadlineMs: number; onOutdated?: (error: OutdatedProgram) => void };
type Pool = Piscina<ReadRequest, ThreadReading>;

async function readInThread(
  pool: Pool,
  deadlineMs: number,
  page: Omit<ReadRequest, 'started'>,
): Promise<Reading | OutdatedProgram> {
  const { port1: heard, port2: started } = new MessageChannel();
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // The deadline counts from when a thread takes the page up: waiting for a thread is not the page's fault.
  heard.once('message', () => {
    timer = setTimeout(() => deadline.abort(), deadlineMs);
  });
  try {
    const request: ReadRequest = { ...page, started };
    const { extractor, reading } = await pool.run(request, { signal: deadline.signal, transferList: [started] });
    if (extractor === EXTRACTOR_VERSION) return reading;
    return new OutdatedProgram(`it is extractor ${EXTRACTOR_VERSION}, its files are extractor ${extractor} by now`);
  } catch (error) {
    if (deadline.signal.aborted) {
      return { kind: 'failed', reason: `Reading the page took longer than ${deadlineMs} ms, so it was given up.` };
    }
    const wasTakenUp = timer !== undefined || receiveMessageOnPort(heard) !== undefined;
    if (!wasTakenUp && isLoadFailure(error)) return new OutdatedProgram(DISJOINT, error);
    const cause = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', reason: `The page could not be read: ${cause}` };
  } finally {
    clearTimeout(timer);
    heard.close();
  }
}

/** Whether a thread could not load the program: a file is gone, or no longer has what another asks of it. */
function isLoadFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'SyntaxError' || ('code' in error && error.code === 'ERR_MODULE_NOT_FOUND');
}
