import type { Page } from 'playwright-core';
import type { LikenessKind, PictureSize, TakenLikeness } from '../../model/likeness.ts';
import { withinMs } from './within-ms.ts';

/** WebP has no room for more pixels in a direction (its container format, § Extended File Format of VP8: 14 bits). */
const MOST_HIGH = 16_383;
/** A page that is wider than its window is shown to here. */
const MOST_WIDE = 2_560;
/** Of 100: small letters stay clear. */
const QUALITY = 80;
const MOST_BYTES = 20_000_000;
/** Of a page that prints without end. */
const MOST_SHEETS = 100;

const PICTURES_MS = 6_000;
const EACH_MS = 15_000;

/** Brings in the pictures and fonts that a page has, also those further down; waits for them, but not for ever. */
const SHOW_PICTURES = `(async () => {
  scrollTo(0, 0);
  for (const picture of document.images) picture.loading = 'eager';
  const loaded = [...document.images].filter(({ complete }) => !complete).map((picture) => new Promise((resolve) => {
    picture.addEventListener('load', resolve, { once: true });
    picture.addEventListener('error', resolve, { once: true });
  }));
  const late = new Promise((resolve) => setTimeout(resolve, ${PICTURES_MS}));
  await Promise.race([Promise.all([...loaded, document.fonts.ready]), late]);
})()`;

/**
 * Takes likenesses of a page as it stands: each by itself, so that one that fails takes no other with it. To be called
 * when all else has been read of the page, for it is altered: pictures that would load later are loaded.
 */
export async function takeLikenesses(page: Page, kinds: LikenessKind[]): Promise<TakenLikeness[]> {
  await withinMs(page.evaluate(SHOW_PICTURES), PICTURES_MS + 1_000).catch(() => undefined);
  const taken: TakenLikeness[] = [];
  for (const kind of kinds) taken.push(await takeLikeness(page, kind));
  return taken;
}

const TAKE: Record<LikenessKind, (page: Page) => Promise<Likeness>> = { screenshot: takeScreenshot, pdf: printPdf };

type Likeness = { bytes: Uint8Array; size: PictureSize | null; reason: string };

async function takeLikeness(page: Page, kind: LikenessKind): Promise<TakenLikeness> {
  const fail = (reason: string): TakenLikeness => ({ kind, outcome: 'failed', reason });
  try {
    const likeness = await withinMs(TAKE[kind](page), EACH_MS);
    if (likeness === null) return fail(`The browser did not make it within ${EACH_MS / 1000} s.`);
    if (likeness.bytes.byteLength > MOST_BYTES) return fail(`It came to more than ${MOST_BYTES} bytes.`);
    return { kind, outcome: 'taken', ...likeness };
  } catch (error) {
    const [words = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return fail(`The browser could not make it (${words}).`);
  }
}

async function takeScreenshot(page: Page): Promise<Likeness> {
  const session = await page.context().newCDPSession(page);
  const { cssContentSize } = await session.send('Page.getLayoutMetrics');
  const whole = { width: Math.ceil(cssContentSize.width), height: Math.ceil(cssContentSize.height) };
  const size = { width: Math.min(whole.width, MOST_WIDE), height: Math.min(whole.height, MOST_HIGH) };
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: QUALITY,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, ...size, scale: 1 },
  });
  return { bytes: Buffer.from(data, 'base64'), size, reason: tellCut(whole, size) };
}

function tellCut(whole: PictureSize, shown: PictureSize): string {
  if (whole.width === shown.width && whole.height === shown.height) return '';
  return `The page is ${whole.width} by ${whole.height} pixels large; ${shown.width} by ${shown.height} of it are shown.`;
}

async function printPdf(page: Page): Promise<Likeness> {
  const bytes = await page.pdf({ format: 'A4', printBackground: true, pageRanges: `1-${MOST_SHEETS}` });
  return { bytes, size: null, reason: '' };
}
