import { makeAnswer, makeHtmlAnswer, type PageAnswer } from './page-answer.ts';

/**
 * How an article is brought to its readers: `script` builds the page from JSON; `consent` keeps it behind a question
 * about cookies, which is refused by a button; `lazy` brings it only to who scrolls down.
 */
export type Dress = 'script' | 'consent' | 'lazy';

/** What the scripts ask for the article itself. */
const AS_JSON = 'as-json';

const LOAD = `fetch(location.pathname + '?${AS_JSON}').then((answer) => answer.json()).then(({ head, body }) => {
  document.head.innerHTML = head;
  document.body.innerHTML = body;
});`;

const SCRIPTS: Record<Dress, string> = {
  script: `navigator.serviceWorker?.register('/service-worker.js').catch(() => {}); ${LOAD}`,
  lazy: `new IntersectionObserver(([seen], observer) => {
    if (!seen.isIntersecting) return;
    observer.disconnect();
    ${LOAD}
  }).observe(document.getElementById('end'));`,
  consent: `document.getElementById('onetrust-reject-all-handler').onclick = () => { ${LOAD} };
  document.getElementById('onetrust-accept-btn-handler').onclick = () => { fetch('/accepted'); ${LOAD} };`,
};

const BODIES: Record<Dress, string> = {
  script: '<div id="app"></div>',
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
    const shell = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>News</title></head><body>${BODIES[dress]}<script>${SCRIPTS[dress]}</script></body></html>`;
    return makeHtmlAnswer(200, shell);
  }
  const html = answer.body.toString();
  const part = (name: string) => new RegExp(`<${name}[^>]*>([^]*)</${name}>`).exec(html)?.[1] ?? '';
  return makeAnswer(200, 'application/json', JSON.stringify({ head: part('head'), body: part('body') }));
}
