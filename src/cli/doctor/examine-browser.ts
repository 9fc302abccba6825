import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../../config/environment.ts';
import type { Finding } from './finding.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];

/** Which Chromium there is. Pages are fetched over HTTP, so that none is needed. */
export function examineBrowser(environment: Environment): Finding {
  const places = environment.searchPath.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const candidates = environment.chromiumPath === null ? places : [environment.chromiumPath];
  const path = candidates.find((candidate) => existsSync(candidate));
  if (path !== undefined) return { part: 'browser', verdict: 'ok', found: path, advice: null };
  if (environment.chromiumPath !== null) {
    const found = `${environment.chromiumPath} does not exist`;
    return { part: 'browser', verdict: 'note', found, advice: 'mend or unset CHROMIUM_PATH' };
  }
  return { part: 'browser', verdict: 'ok', found: 'none; pages are fetched over HTTP, which needs none', advice: null };
}
