import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { findChromium } from '../helpers/browser.ts';
import { openRenderSite, type RenderSite } from './open-render-site.ts';

describe.runIf(findChromium(readEnvironment()) !== null)('an answer that is no page, in a browser', () => {
  let site: RenderSite;
  beforeAll(async () => {
    site = await openRenderSite();
  });
  afterAll(() => site.close());

  it.each([
    [404, 'gone'],
    [410, 'gone'],
    [500, 'failed'],
  ])('is what its status %i says, with a body or without: %s', async (status, outcome) => {
    const html = { 'content-type': 'text/html' };
    site.pages.set('/bare', (_, response) => void response.writeHead(status).end());
    site.pages.set('/moved', (_, response) => void response.writeHead(302, { location: '/bare' }).end());
    site.pages.set('/told', (_, response) => void response.writeHead(status, html).end('<p>No.'));
    const landings = { '/bare': '/bare', '/moved': '/bare', '/told': '/told' };
    for (const [path, landing] of Object.entries(landings)) {
      const finalUrl = site.origin + landing;
      expect(await site.render(path), path).toMatchObject({ kind: 'refused', outcome, page: { status, finalUrl } });
    }
  });
});
