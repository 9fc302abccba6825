import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { findChromium } from '../helpers/browser.ts';
import { openRenderSite, type RenderSite, textOf } from './open-render-site.ts';

const LONG =
  'The harbour board met for six hours on Tuesday and voted to dredge the northern channel before the winter.';

describe.runIf(findChromium(readEnvironment()) !== null)(
  'the text that a rendered page folds',
  { timeout: 240_000 },
  () => {
    let site: RenderSite;
    beforeAll(async () => {
      site = await openRenderSite({ concurrency: 2 });
    });
    afterAll(() => site.close());

    async function show(path: string, body: string): Promise<string> {
      site.pages.set(path, `<!doctype html><title>Folds</title>${body}`);
      return textOf(await site.render(path));
    }

    it('is opened in an article, by whatever button a reader would press, in any language', async () => {
      const rest = (id: string) => `<div id="${id}"></div>`;
      const fill = (id: string) => `document.getElementById('${id}').textContent = 'Unfolded ${id}.'`;
      const buttons: [id: string, html: (press: string) => string][] = [
        ['controls', (press) => `<button aria-expanded="false" aria-controls="controls" onclick="${press}">▾</button>`],
        ['named', (press) => `<div class="article__read-more" role="button" onclick="${press}">▾</div>`],
        ['german', (press) => `<button onclick="${press}">Weiterlesen</button>`],
        ['french', (press) => `<a role="button" onclick="${press}">Lire la suite</a>`],
        ['russian', (press) => `<a href="#" onclick="${press}; return false">Читать далее…</a>`],
        ['japanese', (press) => `<span onclick="${press}">続きを読む</span>`],
        ['english', (press) => `<input type="button" value="Read the full story" onclick="${press}">`],
      ];
      const html = await show(
        '/folded',
        `<article><p>${LONG}</p>${buttons.map(([id, button]) => button(fill(id)) + rest(id)).join('')}
        <details ontoggle="${fill('details')}"><summary>Background</summary>${rest('details')}</details>
        <x-fold></x-fold></article>
      <script>
        customElements.define('x-fold', class extends HTMLElement {
          connectedCallback() {
            this.attachShadow({ mode: 'open' }).innerHTML = '<button>Read more</button><p></p>';
            const [button, text] = this.shadowRoot.children;
            button.onclick = () => { text.textContent = 'Unfolded shadow.'; };
          }
        });
      </script>`,
      );
      for (const id of [...buttons.map(([name]) => name), 'details', 'shadow'])
        expect(html).toContain(`Unfolded ${id}.`);
    });

    it('is left alone where a press would lead away, sign somebody up, or belongs to no article', async () => {
      const tell = (name: string) => `onclick="document.body.dataset.pressed += ' ${name}'"`;
      const html = await show(
        '/tempting',
        `<body data-pressed="none"><nav><button aria-expanded="false" aria-controls="part" ${tell('navigation')}>Read more</button></nav>
      <main><article><p id="part">${LONG}</p>
        <a href="/elsewhere" ${tell('link')}>Read more</a>
        <a href="/elsewhere"><button class="read-more" ${tell('button-in-link')}>Read more</button></a>
        <button ${tell('subscribe')}>Subscribe to read the full story</button>
        <button ${tell('login')}>Anmelden und weiterlesen</button>
        <button class="read-more" ${tell('account')}>Создать аккаунт: войти</button>
        <form action="/elsewhere"><button ${tell('form')}>Read more</button></form>
        <button aria-haspopup="menu" aria-expanded="false" aria-controls="part" ${tell('menu')}>More</button>
        <button ${tell('share')} class="share-more">Share the full story</button>
        <button ${tell('close')} aria-expanded="true" aria-controls="part">Show more</button>
        <section class="comments"><button ${tell('comments')}>Load more</button></section>
        <aside><button ${tell('aside')}>Show all</button></aside>
        <div hidden><button ${tell('hidden')}>Read more</button></div>
      </article></main>`,
      );
      expect(html).toContain('data-pressed="none"');
      expect(site.asked).not.toContain('/elsewhere');
    });

    it('is kept as it stood where a button leads away all the same', async () => {
      site.pages.set('/gone', '<p>Another page.</p>');
      const article = (press: string) =>
        `<article><p>${LONG}</p><button onclick="${press}">Read more</button></article>`;
      expect(await show('/leaves', article(`location.href = '/gone'`))).toContain(LONG);
      const routes = `history.pushState(null, '', '/route'); document.querySelector('article').textContent = 'Another.'`;
      expect(await show('/routes', article(routes))).toContain(LONG);
    });

    it('is asked for portion by portion up to a bound, the same at any speed', async () => {
      let asked = 0;
      site.pages.set('/portion', (_, response) => {
        asked += 1;
        setTimeout(() => response.end('{}'), asked % 3 === 0 ? 350 : 0);
      });
      const entry = `<div class="live-entry" style="height: 300px"><time>10:00</time><p>${LONG}</p></div>`;
      const blog = (more: string, script: string) => `<main><div id="feed">${entry}</div>${more}</main><script>
      const add = async () => {
        await fetch('/portion');
        for (let n = 0; n < 5; n += 1) feed.insertAdjacentHTML('beforeend', \`${entry}\`);
      };
      ${script}</script>`;
      const pages: Record<string, string> = {
        '/asked': blog('<button class="load-more" onclick="add()">…</button>', ''),
        '/ended': blog(
          '<button id="more">Ältere Beiträge</button>',
          'more.onclick = () => add().then(() => more.remove())',
        ),
        '/scrolled': blog(
          '<p id="end">…</p>',
          `let isBusy = false;
        const look = async () => {
          if (isBusy || end.getBoundingClientRect().top > innerHeight + 900) return;
          isBusy = true;
          await add();
          isBusy = false;
          look();
        };
        addEventListener('scroll', look);
        look();`,
        ),
      };
      const count = async (path: string) =>
        (await show(path, pages[path] ?? '')).split('class="live-entry" ').length - 2;
      const paths = ['/asked', '/asked', '/ended', '/scrolled', '/scrolled'];
      const [asked1, asked2, ended, scrolled1 = 0, scrolled2] = await Promise.all(paths.map(count));
      expect([asked1, asked2, ended]).toEqual([51, 51, 6]);
      expect(scrolled1).toBeGreaterThan(60);
      expect(scrolled1).toBeLessThan(90);
      expect(scrolled2).toBe(scrolled1);
    });

    it('is waited for where it comes when the rest is there, or the reader has stopped scrolling', async () => {
      site.pages.set('/late.json', (_request, response) => void response.end('"Late."'));
      const html = await show(
        '/late',
        `<article><p>${LONG}</p><p id="fetched"></p><div style="height: 4000px"></div><p id="scrolled"></p></article>
        <script>
          setTimeout(async () => { fetched.textContent = await (await fetch('/late.json')).json(); }, 200);
          let timer;
          addEventListener('scroll', () => {
            clearTimeout(timer);
            timer = setTimeout(() => { scrolled.textContent = 'Came after scrolling.'; }, 60);
          });
        </script>`,
      );
      expect(html).toContain('Late.');
      expect(html).toContain('Came after scrolling.');
    });

    it.each([0, 60, 120, 150, 180, 210])(
      'is that of the page that a script leads on to, after %i ms',
      async (delay) => {
        site.pages.set(
          `/second-${delay}`,
          `<!doctype html><title>Second</title><article><p>${LONG} Second.</p></article>`,
        );
        const html = await show(
          `/first-${delay}`,
          `<article><p>${LONG} First.</p><div style="height: 9000px"></div></article>
        <script>setTimeout(() => location.replace('/second-${delay}'), ${delay})</script>`,
        );
        expect(html).toContain('Second.');
        expect(html).not.toContain('First.');
      },
    );

    it('is read out of shadow trees, each piece in its place', async () => {
      const url = new URL('/shadow', site.origin).href;
      site.pages.set(
        '/shadow',
        `<!doctype html><html lang="en"><head><title>Board votes to dredge</title></head><body>
      <x-story><h1 slot="title">Board votes to dredge</h1><p>Second: ${LONG}</p><p slot="nowhere">Never shown at all.</p></x-story>
      <script>
        customElements.define('x-story', class extends HTMLElement {
          connectedCallback() {
            this.attachShadow({ mode: 'open' }).innerHTML = \`<article><slot name="title"></slot><p>First: ${LONG}</p><slot></slot>
              <x-note></x-note><slot name="none"><p>Fourth: ${LONG}</p></slot></article>\`;
          }
        });
        customElements.define('x-note', class extends HTMLElement {
          connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<p>Third: ${LONG}</p>'; }
        });
      </script></body></html>`,
      );
      const outcome = await site.render('/shadow');
      const html = textOf(outcome);
      expect(html).toMatch(/^\ufeff?<!DOCTYPE html><html lang="en">/);
      expect(html).toContain('<template shadowrootmode="open">');
      const rules = { language: null, timezone: null, identity: null, extract: [] };
      const article = extractArticle({ url, finalUrl: url, html }, rules);
      expect(article.headline).toBe('Board votes to dredge');
      const text = article.body.map((block) => ('text' in block ? block.text : '')).join(' ');
      expect(text.match(/First|Second|Third|Fourth|Never/g)).toEqual(['First', 'Second', 'Third', 'Fourth']);
    });
  },
);
