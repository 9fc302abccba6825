import type { Environment } from '../../../config/environment.ts';
import { type Chromium, findChromium } from '../../fetch/browser/find-chromium.ts';
import { openBrowser, tellWhyNot } from '../../fetch/browser/open-browser.ts';
import { readyChromium } from '../../fetch/browser/unpack-chromium.ts';
import type { Finding } from '../../model/finding.ts';

const PART = 'browser';
/** Where nobody listens (RFC 863: discard): what is only started loads nothing. */
const NOWHERE = 'http://127.0.0.1:9';

/** Which Chromium there is for pages that need one, whether it starts, and what it lacks. */
export async function examineBrowser({ chromiumPath, searchPath, varDir }: Environment): Promise<Finding> {
  const chromium = findChromium({ chromiumPath, searchPath });
  if (chromium === null && chromiumPath !== null) {
    const found = `${chromiumPath} does not exist`;
    return { part: PART, verdict: 'note', found, advice: 'mend or unset CHROMIUM_PATH' };
  }
  if (chromium === null) {
    const advice = 'install chromium, or name it by CHROMIUM_PATH, for sources whose pages need a browser';
    return { part: PART, verdict: 'note', found: 'none; pages are fetched over HTTP alone', advice };
  }
  return await start(chromium, varDir);
}

async function start(chromium: Chromium, varDir: string): Promise<Finding> {
  const where =
    chromium.from === 'packed' ? 'of the package @sparticuz/chromium' : `${chromium.path}, from ${chromium.from}`;
  try {
    const browser = await openBrowser(await readyChromium(chromium, varDir), NOWHERE, []);
    await browser.close();
    return judgeSandbox(`Chromium ${browser.version}, ${where}`, browser.noSandbox);
  } catch (error) {
    const advice =
      'install what it lacks, or name another by CHROMIUM_PATH; until then pages are fetched over HTTP alone';
    return {
      part: PART,
      verdict: 'note',
      found: `a Chromium, ${where}, which does not start: ${tellWhyNot(error)}`,
      advice,
    };
  }
}

function judgeSandbox(found: string, noSandbox: string | null): Finding {
  if (noSandbox === null) return { part: PART, verdict: 'ok', found: `${found}, in its sandbox`, advice: null };
  const isRoot = process.getuid?.() === 0;
  const advice = isRoot
    ? 'run stet as another user: as root, Chromium runs without its sandbox'
    : 'let programs make user namespaces: Chromium has no sandbox without';
  return { part: PART, verdict: 'note', found: `${found}, without its sandbox: ${noSandbox}`, advice };
}
