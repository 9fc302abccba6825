import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { findChromium } from '../helpers/browser.ts';
import { openRenderSite, type RenderSite, textOf } from './open-render-site.ts';

const MEDIA = ['/film.mp4', '/film.webm', '/sound.mp3', '/by-script.mp3'];

/** Each of its films and sounds ends in an error, wherever it was stopped; it keeps busy until the last one has. */
const PAGE = `<!doctype html><p id="done">not yet</p>
  <video src="/film.mp4" preload="auto" autoplay muted></video>
  <video preload="auto"><source src="/film.webm" type="video/webm"></video>
  <audio src="/sound.mp3" preload="auto"></audio>
  <script>
    const byScript = new Audio();
    const players = [...document.querySelectorAll('[src]:not(script)'), byScript];
    const ends = players.map((player) => new Promise((resolve) => player.addEventListener('error', resolve)));
    byScript.src = '/by-script.mp3';
    const alive = setInterval(() => fetch('/alive'), 50);
    Promise.all(ends).then(() => { done.textContent = 'all ended'; clearInterval(alive); });
  </script>`;

describe.runIf(findChromium(readEnvironment()) !== null)('films and sound of a page', { timeout: 60_000 }, () => {
  const sites: RenderSite[] = [];
  beforeAll(async () => {
    for (const isSparing of [true, false]) sites.push(await openRenderSite({ isSparing, timeoutMs: 50_000 }));
    for (const { pages } of sites) {
      pages.set('/', PAGE);
      pages.set('/alive', '');
    }
  });
  afterAll(async () => {
    for (const site of sites) await site.close();
  });

  it.each([
    ['are not asked for where what serves no reader is kept out', 0, []],
    ['are asked for where nothing is kept out', 1, MEDIA],
  ])('%s', async (_, index, expected) => {
    const site = sites[index];
    if (site === undefined) throw new Error('there is no such site');
    expect(textOf(await site.render('/'))).toContain('all ended');
    const asked = new Set(site.asked.filter((path) => MEDIA.includes(path)));
    expect([...asked].sort()).toEqual(expected.toSorted());
  });
});
