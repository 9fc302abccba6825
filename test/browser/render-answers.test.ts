import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { findChromium } from '../helpers/browser.ts';
import { openRenderSite, type RenderSite } from './open-render-site.ts';

const SLOW = { timeout: 120_000 };

describe.runIf(findChromium(readEnvironment()) !== null)('an answer that is no page, in a browser', SLOW, () => {
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
    const landings = { '/told': '/told', '/moved': '/bare' };
    const judged = Object.entries(landings).map(async ([path, landing]) => {
      const page = { status, finalUrl: site.origin + landing };
      expect(await site.render(path), path).toMatchObject({ kind: 'refused', outcome, page });
    });
    await Promise.all(judged);
  });
});
