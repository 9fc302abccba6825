import { html } from 'hono/html';
import { type Cited, cite } from '../cite.ts';
import { EVIDENCE_TEXTS as TEXTS } from '../evidence-texts.ts';
import type { Html } from './render-page.ts';

/** A citation to be copied, and the evidence to be kept beside it where `evidence` is its address. */
export function renderCite(cited: Cited, evidence: string | null): Html {
  return html`<section class="cite"><h2>${TEXTS.cite}</h2>
<label for="citation" class="hidden">${TEXTS.citation}</label>
<textarea id="citation" readonly rows="10" dir="auto">${cite(cited)}</textarea>
${evidence === null ? '' : html`<p><a href="${evidence}" download>${TEXTS.download}</a>: ${TEXTS.downloadHint}.</p>`}
</section>`;
}
