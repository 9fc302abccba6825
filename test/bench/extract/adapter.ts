import { extractArticle } from '../../../src/extract/extract-article.ts';
import type { Rules } from '../../../src/model/source.ts';
import { type HarnessResult, toHarnessResult } from './to-harness-result.ts';

const NO_RULES: Rules = { language: null, timezone: null, identity: null, extract: [] };

/** What the shared harness calls (`run.mjs stet --module …/adapter.ts`): a page's record, by no rules of a source. */
export function extract(html: string, url: string): HarnessResult {
  return toHarnessResult(extractArticle({ url, finalUrl: url, html }, NO_RULES));
}

// biome-ignore lint/style/noDefaultExport: the harness takes a module's default export
export default async (html: string, url: string): Promise<HarnessResult> => extract(html, url);
