import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { findChromium } from '../helpers/browser.ts';
import { ACCEPT_ONLY_PAGES, CONSENT_PAGES, SOURCEPOINT_FRAME, TEXT } from './consent-pages.ts';
import { openRenderSite, type RenderSite, textOf } from './open-render-site.ts';

describe.runIf(findChromium(readEnvironment()) !== null)('a question for consent', { timeout: 240_000 }, () => {
  let site: RenderSite;
  const shown = new Map<string, Promise<string>>();

  beforeAll(async () => {
    // Two at a time: on a busy machine a dialog has to be found within the seconds that a render gives it.
    site = await openRenderSite({ concurrency: 2 });
    const { port } = new URL(site.origin);
    site.pages.set('/index.html?message_id=1', SOURCEPOINT_FRAME);
    for (const [name, page] of Object.entries({ ...CONSENT_PAGES, ...ACCEPT_ONLY_PAGES })) {
      site.pages.set(`/${name}`, page.replaceAll('PORT', port));
      for (const choice of ['accepted', 'refused', 'subscribed']) site.pages.set(`/chose/${choice}/${name}`, 'noted');
    }
    for (const name of Object.keys({ ...CONSENT_PAGES, ...ACCEPT_ONLY_PAGES })) {
      shown.set(name, site.render(`/${name}`).then(textOf));
    }
    await Promise.allSettled(shown.values());
  }, 240_000);
  afterAll(() => site.close());

  const choicesAt = (name: string) =>
    site.asked
      .filter((path) => path.startsWith('/chose/') && path.endsWith(`/${name}`))
      .map((path) => path.split('/')[2]);

  it.each(Object.keys(CONSENT_PAGES))('of %s is refused, and what it hid is read', async (name) => {
    const text = await shown.get(name);
    expect(choicesAt(name)).toEqual(['refused']);
    expect(text).toContain(TEXT);
  });

  it.each(Object.keys(ACCEPT_ONLY_PAGES))('that cannot be refused is not answered: %s', async (name) => {
    await shown.get(name);
    expect(choicesAt(name)).toEqual([]);
  });
});
