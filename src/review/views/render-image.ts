import { html } from 'hono/html';
import type { StoredChange } from '../../../storage/changes.ts';
import { describeImage, describeInWords } from '../image/describe-image.ts';
import { IMAGE_SIZE } from '../image/image-size.ts';
import { IMAGE_TEXTS } from '../image-texts.ts';
import { nameSource, type Web } from '../web.ts';
import type { Html } from './render-page.ts';

/** What others show of a link to a change: its picture where the internet reaches this server, and a sentence in any case. */
export function renderImageHead(web: Web, change: StoredChange): Html {
  const words = describeInWords(describeImage(change, nameSource(web, change.source_id)));
  const publicUrl = web.publicUrl?.() ?? null;
  const description = html`<meta name="description" content="${words}">`;
  if (publicUrl === null) return description;
  const page = new URL(`/changes/${change.id}`, publicUrl).href;
  return html`${description}
<meta property="og:type" content="article">
<meta property="og:title" content="${change.headline ?? change.url}">
<meta property="og:description" content="${words}">
<meta property="og:url" content="${page}">
<meta property="og:image" content="${page}/image.png">
<meta property="og:image:width" content="${IMAGE_SIZE.width}">
<meta property="og:image:height" content="${IMAGE_SIZE.height}">
<meta property="og:image:alt" content="${words}">
<meta name="twitter:card" content="summary_large_image">`;
}

/** Where the picture is, and what it says for those who cannot see it. */
export function renderImageLink(web: Web, change: StoredChange): Html {
  const words = describeInWords(describeImage(change, nameSource(web, change.source_id)));
  return html`<section class="evidence"><h2>${IMAGE_TEXTS.title}</h2>
<p><a href="/changes/${change.id}/image.png">${IMAGE_TEXTS.link}</a></p>
<p class="reason" dir="auto">${IMAGE_TEXTS.alternative} ${words}</p>
</section>`;
}
