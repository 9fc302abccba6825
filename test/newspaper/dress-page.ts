import { makeAnswer, makeHtmlAnswer, type PageAnswer } from './page-answer.ts';

/**
 * How an article is brought to its readers, where that is not as plain HTML: `script` builds the page from JSON;
 * `consent` keeps it behind a question about cookies, which is refused by a button; `lazy` brings it only to who scrolls
 * down; `live` brings its text portion by portion, and after it other news without end; `worker` has its own words
 * answered by a service worker where the browser lets it have one, and those are others; `folded` shows its beginning and
 * a button; `shadow` builds it in shadow trees; `crash` and `hang` take the tab with them.
 */
export type Dress = 'script' | 'consent' | 'lazy' | 'live' | 'worker' | 'folded' | 'shadow' | 'crash' | 'hang';

/** What the scripts ask for the article itself. */
const AS_JSON = 'as-json';
const SERVICE_WORKER = '/service-worker.js';
/** An answer that begins and never ends. */
const NEVER = '/never';

const LOAD = `fetch(location.pathname + '?${AS_JSON}').then((answer) => answer.json()).then(({ head, body }) => {
  document.head.innerHTML = head;
  SHOW
});`;
const SHOW_ALL = LOAD.replace('SHOW', 'document.body.innerHTML = body;');

/** The pieces of a text: all that stands in the container that most of its text stands in. */
const FIND_STORY = `const page = document.createElement('div');
  page.innerHTML = body;
  const own = (holder) => [...holder.childNodes].filter((one) => one.nodeType === 3 || one.tagName === 'P');
  const length = (holder) => own(holder).reduce((sum, one) => sum + one.textContent.trim().length, 0);
  const story = [...page.querySelectorAll('*')].toSorted((one, other) => length(other) - length(one))[0];
  const pieces = [...story.childNodes];`;

const SCRIPTS: Record<Dress, string> = {
  script: SHOW_ALL,
  lazy: `new IntersectionObserver(([seen], observer) => {
    if (!seen.isIntersecting) return;
    observer.disconnect();
    ${SHOW_ALL}
  }).observe(document.getElementById('end'));`,
  consent: `document.getElementById('onetrust-reject-all-handler').onclick = () => { ${SHOW_ALL} };
  document.getElementById('onetrust-accept-btn-handler').onclick = () => { fetch('/accepted'); ${SHOW_ALL} };`,
  live: LOAD.replace(
    'SHOW',
    `${FIND_STORY}
    story.replaceChildren();
    document.body.replaceChildren(...page.childNodes);
    const end = document.createElement('div');
    end.style = 'margin-top: 1700px; height: 10px';
    document.body.append(end);
    let others = 0;
    new IntersectionObserver(([seen], observer) => {
      if (!seen.isIntersecting) return;
      observer.unobserve(end);
      const next = pieces.splice(0, 5);
      if (next.length > 0) story.append(...next);
      else end.insertAdjacentHTML('beforebegin', '<div class="teaser" style="height: 1600px"><a href="/news?' + (others += 1) + '">More news</a></div>');
      fetch('/news').then(() => observer.observe(end));
    }).observe(end);`,
  ),
  worker: `const ready = navigator.serviceWorker?.register('${SERVICE_WORKER}').then(() => navigator.serviceWorker.ready);
    const soon = new Promise((resolve) => setTimeout(resolve, 200));
    Promise.race([Promise.resolve(ready).catch(() => {}), soon]).then(() => ${SHOW_ALL.replace(/;$/, '')});`,
  folded: LOAD.replace(
    'SHOW',
    `${FIND_STORY}
    const rest = pieces.slice(2);
    for (const piece of rest) piece.remove();
    const button = document.createElement('button');
    button.className = 'story__read-more';
    button.onclick = () => fetch('/news').then(() => { story.append(...rest); button.remove(); });
    story.append(button);
    document.body.replaceChildren(...page.childNodes);`,
  ),
  shadow: LOAD.replace(
    'SHOW',
    `${FIND_STORY}
    const inner = document.createElement('x-story');
    const tree = inner.attachShadow({ mode: 'open' });
    tree.innerHTML = '<slot></slot><section></section>';
    inner.append(...pieces.slice(0, 2));
    tree.querySelector('section').append(...pieces.slice(2));
    story.append(inner);
    document.body.replaceChildren(document.createElement('x-page'));
    document.body.firstChild.attachShadow({ mode: 'open' }).append(...page.childNodes);`,
  ),
  crash: 'for (const all = [];;) all.push(new Array(1e6).fill(Math.random()));',
  // As `for (;;) {}` does, but it waits in there instead of counting.
  hang: `for (;;) {
    const asking = new XMLHttpRequest();
    asking.open('GET', '${NEVER}', false);
    try { asking.send(); } catch {}
  }`,
};

const EMPTY = '<div id="app"></div>';
const BODIES: Partial<Record<Dress, string>> = {
  lazy: '<div id="app" style="height: 9000px"></div><div id="end"></div>',
  consent: `<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" role="dialog" style="position: fixed; inset: 0">
    <p>We and our partners use cookies to process personal data. Do you consent to our use of cookies?</p>
    <button id="onetrust-accept-btn-handler">Accept all cookies</button>
    <button id="onetrust-reject-all-handler">Reject all</button></div></div>`,
};

/** The answer as a reader of this dress gets it: an article's page is a shell, and its own text comes as JSON. */
export function dressPage(answer: PageAnswer, dress: Dress, url: URL): PageAnswer {
  if (answer.status !== 200 || !(answer.headers['content-type'] ?? '').startsWith('text/html')) return answer;
  if (!url.searchParams.has(AS_JSON)) {
    const body = `${BODIES[dress] ?? EMPTY}<script>${SCRIPTS[dress]}</script>`;
    const head = '<meta charset="utf-8"><title>News</title>';
    return makeHtmlAnswer(200, `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`);
  }
  const html = answer.body.toString();
  const part = (name: string) => new RegExp(`<${name}[^>]*>([^]*)</${name}>`).exec(html)?.[1] ?? '';
  return makeAnswer(200, 'application/json', JSON.stringify({ head: part('head'), body: part('body') }));
}

/** What the scripts of dressed pages ask for besides: `null` for a path that is none of theirs. */
export function answerScript(path: string): PageAnswer | null {
  if (path === NEVER) return { ...makeHtmlAnswer(200, 'It never ends.'), isEndless: true };
  return path === SERVICE_WORKER ? makeAnswer(200, 'text/javascript', WORKER) : null;
}

/** It answers for the newspaper, with a text that the newspaper never had. */
const KEPT = { head: '<title>Kept</title>', body: '<h1>Kept</h1><p>An old text that only a cache has.</p>' };
const WORKER = `self.addEventListener('install', () => self.skipWaiting());
  self.addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  self.addEventListener('fetch', (event) => {
    if (event.request.url.includes('${AS_JSON}')) event.respondWith(new Response('${JSON.stringify(KEPT)}'));
  });`;
