import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { findChromium } from '../helpers/browser.ts';
import { openRenderSite, type RenderSite, textOf } from './open-render-site.ts';

/** Says what the visitor brought along, and leaves as much behind as it can. */
const CURIOUS = `<!doctype html><title>Visitors</title><p id="found"></p><script>
  found.textContent = JSON.stringify({ cookie: document.cookie, stored: localStorage.length, named: name });
  document.cookie = 'seen=before; max-age=3600';
  localStorage.setItem('seen', 'before');
  name = 'seen before';
</script>`;

describe.runIf(findChromium(readEnvironment()) !== null)('the tab of a visit', { timeout: 120_000 }, () => {
  let site: RenderSite;
  beforeEach(async () => {
    site = await openRenderSite({ concurrency: 1 });
  });
  afterEach(() => site.close());

  const contexts = () => site.browsers.flatMap(({ browser }) => browser.contexts());

  it('knows nothing of the visits before, and brings the headers of its own alone', async () => {
    const brought: unknown[] = [];
    site.pages.set('/curious', ({ headers }, response) => {
      brought.push([headers.cookie, headers['accept-language'], headers['x-paper']]);
      response.writeHead(200, { 'content-type': 'text/html' }).end(CURIOUS);
    });
    const url = new URL('/curious', site.origin);
    const found: string[] = [];
    for (const headers of [{ Cookie: 'reader=1', 'Accept-Language': 'ru', 'X-Paper': 'yes' }, {}, { Cookie: 'b=2' }]) {
      found.push(textOf(await site.renderer.fetch(url, { headers })));
    }
    expect(brought.map((one) => (one as string[])[0])).toEqual(['reader=1', undefined, 'b=2']);
    expect(brought.map((one) => (one as string[])[2])).toEqual(['yes', undefined, undefined]);
    expect((brought[0] as string[])[1]).toBe('ru');
    expect((brought[1] as string[])[1]).not.toBe('ru');
    expect(found[0]).toContain('{"cookie":"reader=1","stored":0,"named":""}');
    expect(found[1]).toContain('{"cookie":"","stored":0,"named":""}');
    expect(found[2]).toContain('{"cookie":"b=2","stored":0,"named":""}');
  });

  it('is opened ahead of its visit, one at a time, and reaches nothing until then', async () => {
    site.pages.set('/plain', '<!doctype html><p>Plain.</p>');
    for (let visit = 0; visit < 3; visit += 1) textOf(await site.render('/plain'));
    await expect.poll(() => contexts().length).toBe(1);
    await expect.poll(() => contexts()[0]?.pages().length).toBe(1);
    const spare = contexts()[0]?.pages()[0];
    expect(spare?.url()).toBe('about:blank');
    site.pages.set('/early', '<!doctype html><p>Early.</p>');
    await spare?.goto(`${site.origin}/early`).catch(() => null); // an error, or the page of one
    expect(site.asked).not.toContain('/early');
  });

  it('is another where the one that was ready is gone', async () => {
    site.pages.set('/plain', '<!doctype html><p>Plain.</p>');
    textOf(await site.render('/plain'));
    await expect.poll(() => contexts()[0]?.pages().length).toBe(1);
    await contexts()[0]?.pages()[0]?.close();
    expect(textOf(await site.render('/plain'))).toContain('Plain.');
    expect(site.browsers).toHaveLength(1);
  });
});
