import { escapeHtml } from './html.ts';
import { toPlainText } from './inline.ts';
import type { Paper } from './papers.ts';
import type { StoryState } from './story-state.ts';
import { toZonedIso } from './zoned-time.ts';

type Feed = { paper: Paper; origin: string; stories: StoryState[]; hub: string | null };

/** A paper's feed in the paper's own format. */
export function renderFeed(feed: Feed): string {
  switch (feed.paper.feed.kind) {
    case 'rss-2.0':
      return renderRss2(feed);
    case 'rss-1.0':
      return renderRss1(feed);
    case 'atom':
      return renderAtom(feed);
    case 'json':
      return renderJsonFeed(feed);
  }
}

/** A feed whose program ended in its middle: no item has been written yet, and it is not well-formed in any format. */
export function renderBrokenFeed(feed: Feed): string {
  const whole = renderFeed({ ...feed, stories: [] });
  const cut = whole.slice(0, Math.floor(whole.length / 2));
  return `${cut}\n<br />\n<b>Fatal error</b>: Uncaught Error: Call to a member function item() on null & out of memory\n`;
}

function renderRss2({ paper, origin, stories }: Feed): string {
  const items = stories.map((state) => {
    const url = escapeHtml(origin + state.path);
    return `<item><title>${escapeHtml(state.headline)}</title><link>${url}</link><guid>${url}</guid>
<description></description><pubDate>${state.publishedAt.toUTCString()}</pubDate></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${escapeHtml(paper.name)}</title><link>${origin}${paper.home}</link><description>News from Oskavia</description><ttl>600</ttl>
<atom:link href="${origin}${paper.feed.path}" rel="self" type="application/rss+xml"/>
${items.join('\n')}
</channel></rss>
`;
}

/** RSS 1.0 with Dublin Core; its links carry campaign parameters, as many papers' do. */
function renderRss1({ paper, origin, stories }: Feed): string {
  const link = (state: StoryState): string => escapeHtml(`${origin}${state.path}?utm_source=rss&utm_medium=feed`);
  const items = stories.map(
    (
      state,
    ) => `<item rdf:about="${escapeHtml(origin + state.path)}"><title>${escapeHtml(state.headline)}</title><link>${link(state)}</link>
<description>${escapeHtml(state.dek ?? '')}</description><dc:date>${toZonedIso(state.publishedAt, paper.timezone)}</dc:date></item>`,
  );
  const places = stories.map((state) => `<rdf:li rdf:resource="${escapeHtml(origin + state.path)}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${origin}${paper.feed.path}"><title>${escapeHtml(paper.name)}</title><link>${origin}${paper.home}</link><description>Nachrichten aus dem Elbtal</description>
<items><rdf:Seq>${places.join('')}</rdf:Seq></items></channel>
${items.join('\n')}
</rdf:RDF>
`;
}

function renderAtom({ paper, origin, stories, hub }: Feed): string {
  const hubLink = hub === null ? '' : `<link rel="hub" href="${escapeHtml(hub)}"/>`;
  const latest = stories.map((state) => state.savedAt.getTime());
  const updated = new Date(Math.max(0, ...latest)).toISOString();
  const entries = stories.map(
    (
      state,
    ) => `<entry><id>${origin}/ledger/?p=${state.story.id}</id><title type="html">${escapeHtml(escapeHtml(state.headline))}</title>
<link rel="alternate" type="text/html" href="${escapeHtml(origin + state.path)}"/><published>${state.publishedAt.toISOString()}</published><updated>${state.savedAt.toISOString()}</updated>
${state.story.authors.map((name) => `<author><name>${escapeHtml(name)}</name></author>`).join('')}<summary type="html">${escapeHtml(escapeHtml(summaryOf(state)))}</summary></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>${origin}${paper.feed.path}</id><title>${escapeHtml(paper.name)}</title>
<updated>${updated}</updated>${hubLink}<link rel="self" href="${origin}${paper.feed.path}"/><link rel="alternate" href="${origin}${paper.home}"/><author><name>${escapeHtml(paper.name)}</name></author>
${entries.join('\n')}
</feed>
`;
}

function renderJsonFeed({ paper, origin, stories }: Feed): string {
  const items = stories.map((state) => ({
    id: `wire:${state.story.id}`,
    url: origin + state.path,
    title: state.headline,
    language: state.story.language,
    content_text: summaryOf(state),
    date_published: state.publishedAt.toISOString(),
    date_modified: state.savedAt.toISOString(),
  }));
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: paper.name,
    home_page_url: origin + paper.home,
    feed_url: origin + paper.feed.path,
    items,
  });
}

function summaryOf(state: StoryState): string {
  const first = state.body.find((entry) => entry.block.type === 'paragraph')?.block;
  return first?.type === 'paragraph' ? toPlainText(first.text) : '';
}
