import type { Environment } from '../../../config/environment.ts';
import { findChromium, readChromiumVersion } from '../../fetch/browser/find-chromium.ts';
import type { Finding } from './finding.ts';

const PART = 'browser';

/** Which Chromium there is for pages that need one, and what it lacks. */
export async function examineBrowser({ chromiumPath, searchPath }: Environment): Promise<Finding> {
  const chromium = findChromium({ chromiumPath, searchPath });
  if (chromium === null && chromiumPath !== null) {
    const found = `${chromiumPath} does not exist`;
    return { part: PART, verdict: 'note', found, advice: 'mend or unset CHROMIUM_PATH' };
  }
  if (chromium === null) {
    const advice = 'install chromium, or name it by CHROMIUM_PATH, for sources whose pages need a browser';
    return { part: PART, verdict: 'note', found: 'none; pages are fetched over HTTP alone', advice };
  }
  if (chromium.from === 'packed') {
    const found = 'the Chromium of the package @sparticuz/chromium, which is unpacked when it is first needed';
    return withSandbox(found);
  }
  const version = await readChromiumVersion(chromium.path);
  const found = `${version ?? 'a Chromium that does not tell its version'}, ${chromium.path}, from ${chromium.from}`;
  return withSandbox(found);
}

/** Chromium refuses its sandbox to root, whoever asks. */
function withSandbox(found: string): Finding {
  if (process.getuid?.() !== 0) return { part: PART, verdict: 'ok', found, advice: null };
  const advice = 'run stet as another user: as root, Chromium runs without its sandbox';
  return { part: PART, verdict: 'note', found, advice };
}
