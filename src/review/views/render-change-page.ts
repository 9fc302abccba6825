import { html } from 'hono/html';
import type { StoredAnnotation } from '../../../storage/annotations.ts';
import type { ProvenCapture, StoredCapture } from '../../../storage/captures.ts';
import type { StoredChange } from '../../../storage/changes.ts';
import type { Likeness } from '../../../storage/likenesses.ts';
import type { User } from '../../../storage/users.ts';
import type { VersionRecord } from '../../../storage/versions.ts';
import { tellsOfUpdate } from '../../compare/tells-of-update.ts';
import type { Article } from '../../model/article.ts';
import type { Cited } from '../cite.ts';
import { LIKENESS_TEXTS } from '../likeness-texts.ts';
import { TEXTS } from '../texts.ts';
import { nameSource, type Web } from '../web.ts';
import { renderAssignment } from './render-assignees.ts';
import { renderCite } from './render-cite.ts';
import { type Layout, renderCompared, renderLayouts } from './render-compared.ts';
import { renderDifferencesAlone } from './render-differences.ts';
import { renderImageHead, renderImageLink } from './render-image.ts';
import { renderLabels } from './render-labels.ts';
import { renderLink } from './render-link.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderReasons } from './render-reasons.ts';
import { renderTime } from './render-time.ts';
import { renderVerdict } from './render-verdict.ts';

/** One side of a comparison, with the capture that it was read from. */
export type Side = {
  version: VersionRecord;
  capture: StoredCapture | null;
  sha256: string | null;
  likenesses: Likeness[];
};

export type ChangeView = {
  change: StoredChange;
  from: Side;
  to: Side;
  /** The records that were compared; `null` where they were not kept. */
  records: [Article, Article] | null;
  /** What showed it, where no version was made of that. */
  shownBy: ProvenCapture | null;
  /** The ids of the article's changes before and after it. */
  previous: string | null;
  next: string | null;
  annotations: StoredAnnotation[];
  /** Whom it can be assigned to. */
  users: User[];
  /** How the comparison is shown. */
  layout: Layout;
  /** Where this page is, as its reader has it. */
  address: string;
};

/** One change, to be read and judged. */
export function renderChangePage(web: Web, view: ChangeView): Html {
  const { change, from, to } = view;
  const headline = change.headline ?? change.url;
  const main = html`
<p class="crumbs">${nameSource(web, change.source_id)} · ${renderTime(change.detected_at)} · ${TEXTS.change.fromTo(change.from_version, change.to_version)}</p>
<h1 class="captured" dir="auto">${headline}</h1>
<p class="crumbs address">${renderLink(change.url)}</p>
<section class="summary"><h2 class="hidden">${TEXTS.change.what}</h2>
${renderLabels(change)}
${renderDeclaration(change, view.records)}
${renderQuarantine(change)}
${renderReasons(change.reasons)}
</section>
${
  isRemark(change) || view.records === null
    ? renderDifferencesAlone(change, to.version.record.language)
    : html`${renderLayouts(`/changes/${change.id}`, view.layout)}${renderCompared(change, view.records, view.layout)}`
}
${renderVerdict(change.id, view.annotations)}
${renderAssignment(change, view.users)}
${renderEvidence(change.article_id, isRemark(change) ? [to] : [from, to], view.records ?? [], view.shownBy)}
${renderImageLink(web, change)}
${renderCite(citedOf(web, view), `/changes/${change.id}/evidence.zip`)}
${renderNeighbours(view)}`;
  return renderPage(web, {
    title: `${TEXTS.change.title}: ${headline}`,
    place: 'changes',
    main,
    head: renderImageHead(web, change),
  });
}

/** What a citation of a change names: both its versions, or the one that it is about. */
function citedOf(web: Web, { change, from, to, address }: ChangeView): Cited {
  const versions = (isRemark(change) ? [to] : [from, to]).map(({ version, capture, sha256 }) => {
    return { number: version.number, capturedAt: capture?.fetched_at ?? version.seenAt, sha256 };
  });
  const headline = to.version.record.headline ?? change.headline ?? change.url;
  return { publisher: nameSource(web, change.source_id), headline, url: change.url, versions, address };
}

/** Whether it is about one version alone: what befell the article, or noise. */
function isRemark(change: StoredChange): boolean {
  return change.from_version === change.to_version;
}

function renderQuarantine({ drift_status: status, source_id: sourceId }: StoredChange): Html {
  if (status === null || status === 'accepted') return html``;
  const text = status === 'open' ? TEXTS.drift.quarantined : TEXTS.drift.rejected;
  return html`<p class="declaration"><a href="/sources?source=${sourceId}#source-${sourceId}">${text}</a></p>`;
}

/** Whether the page tells of the edit, and by what. */
function renderDeclaration(change: StoredChange, records: [Article, Article] | null): Html {
  if (change.silent) {
    const text = isRemark(change) ? TEXTS.change.silentlyAway : TEXTS.change.silent;
    return html`<p class="declaration silent-line">${text}</p>`;
  }
  if (change.noise) return html`<p class="declaration">${TEXTS.change.noise}</p>`;
  if (isRemark(change) || records === null) return html``;
  const telling = tellsOfUpdate(...records, change.fields, change.blocks);
  const { declaredBy, notDeclared } = TEXTS.change;
  return html`<p class="declaration">${telling === null ? notDeclared : declaredBy[telling]}</p>`;
}

/** The two captures that were compared: when, from where, and what proves them; `compared`: their records as they were read for it. */
export function renderEvidence(
  articleId: string,
  sides: Side[],
  compared: Article[],
  shownBy: ProvenCapture | null = null,
): Html {
  const texts = TEXTS.change;
  const rows = sides.map(
    ({ version, capture, sha256, likenesses }, place) => html`<tr>
<th scope="row"><a href="/articles/${articleId}/versions/${version.number}">${TEXTS.version.title(version.number)}</a></th>
<td>${renderTime(capture?.fetched_at ?? version.seenAt)}</td>
<td>${renderOutcome(capture)}</td>
<td class="address">${capture?.final_url ?? version.record.finalUrl}</td>
<td><code>${version.record.digest}</code>${renderReadAnew(version, compared[place] ?? version.record)}</td>
<td>${sha256 === null ? texts.noBytes : html`<code>${sha256}</code>`}${likenesses.map((likeness) => renderLikeness(articleId, version.number, likeness))}</td>
</tr>`,
  );
  const shown = shownBy === null ? html`` : renderShownBy(shownBy);
  return html`<section class="evidence"><h2>${texts.evidence}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${texts.evidence}"><table>
<caption>${texts.evidenceCaption}</caption>
<thead><tr><th scope="col">${texts.version}</th><th scope="col">${texts.captured}</th><th scope="col">${texts.outcome}</th><th scope="col">${texts.address}</th><th scope="col">${texts.digest}</th><th scope="col">${texts.bytes}</th></tr></thead>
<tbody>${rows}${shown}</tbody>
</table></div></section>`;
}

/** What the visit came to, with its HTTP status. */
function renderOutcome(capture: StoredCapture | null): Html {
  if (capture === null) return html`–`;
  const status = capture.status === null ? '' : ` (HTTP ${capture.status})`;
  return html`${TEXTS.outcomes[capture.outcome] ?? capture.outcome}${status}`;
}

/** How the version looked, where that was kept, and the digest of that. */
function renderLikeness(articleId: string, number: number, { kind, sha256 }: Likeness): Html {
  if (sha256 === null) return html``;
  const address = `/articles/${articleId}/versions/${number}${kind === 'pdf' ? '.pdf' : '/screenshot'}`;
  return html`<br><a href="${address}">${LIKENESS_TEXTS.kinds[kind]}</a> <code>${sha256}</code>`;
}

/** The digest of the record that was compared, where that is not the one that was read first. */
function renderReadAnew({ record: first }: VersionRecord, compared: Article): Html {
  if (compared.digest === first.digest) return html``;
  return html`<br>${TEXTS.change.readAnew(compared.extractor)} <code>${compared.digest}</code>`;
}

function renderShownBy({ capture, sha256 }: ProvenCapture): Html {
  const texts = TEXTS.change;
  return html`<tr>
<th scope="row">${texts.shownBy}</th>
<td>${renderTime(capture.fetched_at)}</td>
<td>${renderOutcome(capture)}</td>
<td class="address">${capture.final_url ?? capture.url}</td>
<td>–</td>
<td>${sha256 === null ? texts.noBytes : html`<code>${sha256}</code>`}</td>
</tr>`;
}

function renderNeighbours({ change, previous, next, layout }: ChangeView): Html {
  const texts = TEXTS.change;
  const view = layout === 'sides' ? '?view=sides' : '';
  const { article_id: articleId, from_version: from, to_version: to } = change;
  return html`<nav class="neighbours" aria-label="${texts.navigation}"><ul>
${previous === null ? '' : html`<li><a rel="prev" href="/changes/${previous}${view}">${texts.previous}</a></li>`}
${next === null ? '' : html`<li><a rel="next" href="/changes/${next}${view}">${texts.next}</a></li>`}
<li><a href="/articles/${articleId}">${texts.article}</a></li>
${from === to ? '' : html`<li><a href="/articles/${articleId}/compare?from=${from}&amp;to=${to}">${texts.compare}</a></li>`}
</ul></nav>`;
}
