import { HEADLINE, PUBLISHED_AT, piecesOf, readLinks } from './make-side.ts';
import type { GoldenSide, Piece } from './read-pairs.ts';

/** One side of a pair as the page of a plain newspaper. */
export function makePage(side: GoldenSide, language: string): string {
  const headline = escapeHtml(side.headline ?? HEADLINE);
  const pieces = piecesOf(side, language).map(toHtml);
  const middle = Math.ceil(pieces.length / 2);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${headline}</title>
<meta property="og:type" content="article">
<meta property="og:title" content="${headline}">
${side.section === undefined ? '' : `<meta property="article:section" content="${escapeHtml(side.section)}">`}
${(side.tags ?? []).map((tag) => `<meta property="article:tag" content="${escapeHtml(tag)}">`).join('\n')}
<script type="application/ld+json">${JSON.stringify(linkedData(side)).replaceAll('<', '\\u003c')}</script>
</head>
<body>
<header><a href="/">The Estuary Paper</a><nav><a href="/news">News</a> <a href="/sport">Sport</a></nav></header>
<main><article>
${side.kicker === undefined ? '' : `<p class="kicker">${escapeHtml(side.kicker)}</p>`}
<h1>${headline}</h1>
${side.dek === undefined ? '' : `<p class="standfirst">${escapeHtml(side.dek)}</p>`}
${side.byline === undefined ? '' : `<p class="byline">By ${escapeHtml(side.byline)}</p>`}
${side.above ?? ''}
${side.leadImage === undefined ? '' : figure(side.leadImage)}
<div class="article-body">
${pieces.slice(0, middle).join('\n')}
${side.between ?? ''}
${pieces.slice(middle).join('\n')}
${(side.notes ?? []).map((note) => `<p class="correction">${escapeHtml(note)}</p>`).join('\n')}
</div>
${side.below ?? ''}
</article></main>
<footer><p>© The Estuary Paper</p></footer>
</body>
</html>`;
}

function linkedData(side: GoldenSide): Record<string, unknown> {
  const { headline = HEADLINE, byline, publishedAt = PUBLISHED_AT, modifiedAt, section, isAccessibleForFree } = side;
  return {
    '@context': 'https://schema.org',
    '@type': side.kind === 'live-blog' ? 'LiveBlogPosting' : 'NewsArticle',
    headline,
    ...(byline === undefined ? {} : { author: byline.split(' and ').map((name) => ({ '@type': 'Person', name })) }),
    datePublished: publishedAt,
    ...(modifiedAt === undefined ? {} : { dateModified: modifiedAt }),
    ...(section === undefined ? {} : { articleSection: section }),
    ...(isAccessibleForFree === undefined ? {} : { isAccessibleForFree }),
  };
}

function toHtml(piece: Piece): string {
  if (typeof piece === 'string')
    return piece.startsWith('## ') ? `<h2>${rich(piece.slice(3))}</h2>` : `<p>${rich(piece)}</p>`;
  if ('image' in piece) return figure({ ...piece, url: piece.image });
  if ('embed' in piece) return toEmbed(piece);
  if ('quote' in piece)
    return `<blockquote><p>${rich(piece.quote)}</p><cite>${escapeHtml(piece.citation)}</cite></blockquote>`;
  if ('list' in piece) return `<ul>${piece.list.map((item) => `<li>${rich(item)}</li>`).join('')}</ul>`;
  const time = `<time datetime="2026-03-03T${piece.time}:00Z">${piece.time}</time>`;
  const text = piece.blocks.map((line) => `<p>${rich(line)}</p>`).join('');
  return `<article class="live-entry" id="${escapeHtml(piece.entry)}">${time}${text}</article>`;
}

function toEmbed({ embed, author, text }: { embed: string; author?: string | undefined; text?: string | undefined }) {
  if (!embed.startsWith('https://x.com/')) {
    const id = new URL(embed).searchParams.get('v') ?? '';
    return `<iframe src="https://www.youtube.com/embed/${escapeHtml(id)}"></iframe>`;
  }
  const link = `<a href="${escapeHtml(embed)}">March 3, 2026</a>`;
  return `<blockquote class="twitter-tweet"><p>${escapeHtml(text ?? '')}</p>— ${escapeHtml(author ?? '')} ${link}</blockquote>`;
}

type Picture = { url: string; caption?: string | undefined; credit?: string | undefined };

function figure({ url, caption, credit }: Picture): string {
  const words = [
    ...(caption === undefined ? [] : [escapeHtml(caption)]),
    ...(credit === undefined ? [] : [`<span class="credit">${escapeHtml(credit)}</span>`]),
  ].join(' ');
  return `<figure><img src="${escapeHtml(url)}" width="1200" height="800"><figcaption>${words}</figcaption></figure>`;
}

function rich(source: string): string {
  const { text, spans } = readLinks(source);
  let html = '';
  let end = 0;
  for (const span of spans) {
    if (span.kind !== 'link') continue;
    html += `${escapeHtml(text.slice(end, span.start))}<a href="${escapeHtml(span.href)}">${escapeHtml(text.slice(span.start, span.end))}</a>`;
    end = span.end;
  }
  return html + escapeHtml(text.slice(end));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
