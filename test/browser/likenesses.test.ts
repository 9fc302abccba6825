import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import type { LikenessKind, TakenLikeness } from '../../src/model/likeness.ts';
import { findChromium } from '../helpers/browser.ts';
import { readPictureSize } from '../helpers/read-picture-size.ts';
import { OPEN, openRenderSite, type RenderSite } from './open-render-site.ts';

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');
const BOTH: LikenessKind[] = ['screenshot', 'pdf'];

describe.runIf(findChromium(readEnvironment()) !== null)('a likeness of a page', { timeout: 60_000 }, () => {
  let site: RenderSite;
  beforeAll(async () => {
    site = await openRenderSite({}, () => OPEN);
    site.pages.set(
      '/picture.gif',
      (_, response) => void response.writeHead(200, { 'content-type': 'image/gif' }).end(PIXEL),
    );
  });
  afterAll(() => site.close());

  async function portray(path: string, kinds = BOTH, timeoutMs = 30_000) {
    return await site.renderer.fetch(new URL(path, site.origin), { likenesses: kinds, timeoutMs });
  }

  /** What was taken, by its kind; fails where something was not. */
  function takenOf(outcome: Awaited<ReturnType<typeof portray>>) {
    const likenesses: TakenLikeness[] = outcome.page?.likenesses ?? [];
    return likenesses.map((likeness) => {
      if (likeness.outcome === 'failed') throw new Error(`${likeness.kind}: ${likeness.reason}`);
      return likeness;
    });
  }

  it('is taken with the pictures of the page, which a mere reading does not load, and never with its adverts', async () => {
    const advert = `http://securepubads.g.doubleclick.net:${new URL(site.origin).port}/advert.gif`;
    site.pages.set(
      '/story',
      `<!doctype html><h1>Story</h1><img src="/picture.gif?near"><img src="${advert}">
      <div style="height: 4000px"></div><img loading="lazy" src="/picture.gif?far">`,
    );
    site.pages.set('/picture.gif?near', site.pages.get('/picture.gif') ?? '');
    site.pages.set('/picture.gif?far', site.pages.get('/picture.gif') ?? '');
    const plain = await site.render('/story');
    expect(plain.page).not.toHaveProperty('likenesses');
    expect(site.asked.filter((path) => path.includes('.gif'))).toEqual([]);

    const [screenshot, pdf] = takenOf(await portray('/story'));
    expect(site.asked.filter((path) => path.includes('.gif')).sort()).toEqual([
      '/picture.gif?far',
      '/picture.gif?near',
    ]);
    expect(screenshot).toMatchObject({ kind: 'screenshot', reason: '', size: { width: 1280 } });
    expect(screenshot?.size?.height).toBeGreaterThan(4_000);
    expect(readPictureSize(screenshot?.bytes)).toEqual(screenshot?.size);
    expect(pdf).toMatchObject({ kind: 'pdf', size: null });
    expect(
      Buffer.from(pdf?.bytes ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    // What is read is read by a browser that spares pictures, still.
    await site.render('/story');
    expect(site.asked.filter((path) => path.includes('.gif'))).toHaveLength(2);
    expect(site.browsers).toHaveLength(2);
  });

  it('is cut where a page is longer than a WebP can be, and says so', async () => {
    site.pages.set('/long', '<!doctype html><h1>Long</h1><div style="height: 20000px"></div>');
    const [screenshot] = takenOf(await portray('/long', ['screenshot']));
    expect(screenshot?.size).toEqual({ width: 1280, height: 16_383 });
    expect(readPictureSize(screenshot?.bytes)).toEqual(screenshot?.size);
    expect(screenshot?.reason).toMatch(/^The page is 1280 by 20\d+ pixels large; 1280 by 16383 of it are shown\.$/);
  });

  it('fails alone: a picture that never comes holds nothing up, and a page that hangs ends at its deadline', async () => {
    site.pages.set('/never.gif', () => {});
    site.pages.set('/slow', '<!doctype html><h1>Slow</h1><img src="/never.gif">');
    // It stands still, and burns nothing.
    const wait = `const wait = () => { const x = new XMLHttpRequest(); x.open('GET', '/never.gif', false); x.send(); };`;
    site.pages.set(
      '/unprintable',
      `<!doctype html><h1>Story</h1><script>${wait} addEventListener('beforeprint', wait)</script>`,
    );
    site.pages.set('/hang', `<!doctype html><h1>Story</h1><script>${wait} setTimeout(wait, 600)</script>`);
    const [slow, unprintable, hung] = await Promise.all([
      portray('/slow', ['screenshot']),
      portray('/unprintable'),
      portray('/hang', BOTH, 4_000),
    ]);
    expect(takenOf(slow)).toHaveLength(1);
    expect(unprintable.page?.likenesses).toMatchObject([
      { kind: 'screenshot', outcome: 'taken' },
      { kind: 'pdf', outcome: 'failed', reason: 'The browser did not make it within 15 s.' },
    ]);
    expect(hung).toMatchObject({ kind: 'refused', outcome: 'failed', reason: expect.stringContaining('/hang') });
    expect(takenOf(await portray('/story', ['screenshot']))).toHaveLength(1);
  });

  it('is none of a page that is not there', async () => {
    site.pages.set('/not-there', (_, response) => void response.writeHead(404).end('<h1>Not found</h1>'));
    const outcome = await portray('/not-there');
    expect(outcome).toMatchObject({ kind: 'refused', outcome: 'gone' });
    expect(outcome.page).not.toHaveProperty('likenesses');
  });
});
