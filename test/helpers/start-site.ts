import { createServer } from 'node:http';

/** What a site answers at a path (with its query): HTML, or where it sends on to. What is not there answers 404. */
export type SitePage = string | { redirect: string };

/** A small site on this machine whose pages a test writes. */
export type Site = { origin: string; pages: Map<string, SitePage>; asked: string[]; stop(): Promise<void> };

/** Starts a site with no pages but a robots.txt that allows all. */
export async function startSite(host = '127.0.0.1'): Promise<Site> {
  const pages = new Map<string, SitePage>([['/robots.txt', 'User-agent: *\nAllow: /\n']]);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const page = pages.get(path);
    if (page === undefined)
      return void response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
    if (typeof page !== 'string') return void response.writeHead(301, { location: page.redirect }).end();
    const type = path.includes('feed') ? 'application/rss+xml' : 'text/html; charset=utf-8';
    response.writeHead(200, { 'content-type': type }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://${host}:${port}`,
    pages,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An article's page. `about` makes its text: another word, another text. */
export function articleHtml(
  about: string,
  more: { headline?: string; canonical?: string; isAmp?: boolean; extra?: string } = {},
): string {
  const { headline = `What became of the ${about}`, canonical, isAmp = false, extra } = more;
  const paragraphs = [...storyOf(about), ...(extra === undefined ? [] : [extra])];
  return `<!doctype html><html lang="en"${isAmp ? ' amp' : ''}><head><title>${headline}</title>
${canonical === undefined ? '' : `<link rel="canonical" href="${canonical}">`}
<meta property="og:type" content="article"><meta property="article:published_time" content="2026-03-03T08:00:00Z">
</head><body><header><a href="/">Front</a></header><article><h1>${headline}</h1><p class="byline">By Ada Miller</p>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
</article></body></html>`;
}

/** Texts on different matters have hardly two words in a row in common. */
function storyOf(about: string): string[] {
  const words = [...about].map((letter, place) => `${about}${letter}${place}`);
  const sentence = (verb: string) =>
    words.map((word, place) => `${word} ${verb} ${about} ${words[(place + 2) % words.length]}`).join(' while ');
  return ['kept', 'sold', 'moved', 'found', 'lost', 'painted'].map(
    (verb) => `The ${sentence(verb)}, neighbours of the ${about} said on Tuesday.`,
  );
}

/** A feed of these addresses; `head` goes before the items. */
export function feedXml(urls: string[], head = ''): string {
  const items = urls.map((url) => `<item><title>A story</title><link>${url.replaceAll('&', '&amp;')}</link></item>`);
  return `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Feed</title>${head}${items.join('')}</channel></rss>`;
}
