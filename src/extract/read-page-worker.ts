import type { MessagePort } from 'node:worker_threads';
import type { Reading } from '../model/page.ts';
import type { Rules } from '../model/source.ts';
import { EXTRACTOR_VERSION } from './extractor-version.ts';
import { type PageInput, type ReadOptions, readPage } from './read-page.ts';

/** One page for a thread; `started` is told when the thread takes it up. */
export type ReadRequest = { input: PageInput; rules: Rules; options: ReadOptions; started: MessagePort };

/** What a thread read, and which extractor that was: a thread that begins after an update of the program is the new one. */
export type ThreadReading = { extractor: number; reading: Reading };

/** What a thread of `openReaders` runs: named so, as the pool calls a module's default export. */
function readRequest({ input, rules, options, started }: ReadRequest): ThreadReading {
  started.postMessage('started');
  started.close();
  return { extractor: EXTRACTOR_VERSION, reading: readPage(input, rules, options) };
}

// biome-ignore lint/style/noDefaultExport: piscina calls a worker file's default export
export default readRequest;
