import { openRenderSite } from './open-render-site.ts';

// A program that renders a page, says which process its browser is and why it has no sandbox, and stays until it is
// killed.
const site = await openRenderSite();
site.pages.set('/', '<!doctype html><p>Plain.</p>');
await site.render('/');
process.stdout.write(`${site.browsers[0]?.group} ${site.browsers[0]?.noSandbox ?? 'sandboxed'}\n`);
