import { html } from 'hono/html';
import type { StoredAnnotation } from '../../../storage/annotations.ts';
import { TEXTS } from '../texts.ts';
import { standingVerdict } from './render-labels.ts';
import type { Html } from './render-page.ts';
import { renderTime } from './render-time.ts';

/** The verdict on a change and the form that gives another. The newest counts, so any of them can be undone. */
export function renderVerdict(changeId: string, annotations: StoredAnnotation[]): Html {
  const { verdict: texts, verdicts } = TEXTS;
  const [newest] = annotations;
  const standing = newest === undefined ? 'new' : (standingVerdict(newest) ?? 'new');
  const hasVerdict = newest !== undefined && newest.verdict !== 'note';
  return html`<section class="verdict-box" id="verdict" aria-labelledby="verdict-title">
<h2 id="verdict-title">${texts.title}</h2>
<p>${texts.now}: <strong class="verdict verdict-${standing}">${verdicts[standing]}</strong></p>
<form method="post" action="/changes/${changeId}/verdict">
<label>${texts.note}<textarea name="note" rows="2" maxlength="2000" dir="auto"></textarea></label>
<p class="buttons">
${(['reviewed', 'flagged', 'noise'] as const).map((verdict) => html`<button class="choice" name="verdict" value="${verdict}"${newest?.verdict === verdict ? html` aria-pressed="true"` : ''}>${texts[verdict]}</button>`)}
<button class="quiet" name="verdict" value="note">${hasVerdict ? texts.takeBack : texts.note_only}</button>
</p>
</form>
${annotations.length === 0 ? '' : html`<h3>${texts.history}</h3><ol class="annotations">${annotations.map(renderAnnotation)}</ol>`}
</section>`;
}

function renderAnnotation({ verdict, note, by, created_at: createdAt }: StoredAnnotation): Html {
  const isTakenBack = standingVerdict({ verdict, note }) === null;
  return html`<li><span class="verdict verdict-${verdict}">${isTakenBack ? TEXTS.verdict.takenBack : (TEXTS.verdicts[verdict] ?? verdict)}</span> ${renderTime(createdAt)}${by === null ? '' : html` ${TEXTS.assign.by(by)}`}${note === null || note === '' ? '' : html` <q dir="auto">${note}</q>`}</li>`;
}
