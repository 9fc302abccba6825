import { readPage } from '../../../src/extract/read-page.ts';
import type { Rules } from '../../../src/model/source.ts';
import { type HarnessResult, toHarnessResult } from './to-harness-result.ts';

const NO_RULES: Rules = { language: null, timezone: null, identity: null, extract: [] };

/** What the shared harness calls (`run.mjs stet --module …/adapter.ts`): the page's own reading, no rules of a source. */
export function extract(html: string, url: string): HarnessResult {
  const input = { url, finalUrl: url, contentType: 'text/html; charset=utf-8', bytes: Buffer.from(html) };
  const reading = readPage(input, NO_RULES, { anyKind: true });
  if (reading.kind !== 'article') throw new Error(reading.kind === 'failed' ? reading.reason : reading.pageKind);
  return toHarnessResult(reading.article);
}

// biome-ignore lint/style/noDefaultExport: the harness takes a module's default export
export default async (html: string, url: string): Promise<HarnessResult> => extract(html, url);
