import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { SavedSource, SourceFault, Web } from '../web.ts';
import { type Html, renderPage } from './render-page.ts';

export type SourceFileView = {
  id: string;
  name: string;
  text: string;
  /** Of the file that the text began from; `null`: it is a new one. */
  digest: string | null;
  /** What the form that was sent came to. */
  said: { complaint?: string; saved?: SavedSource | { kind: 'checked' } };
};

/** A source's file, to edit; with what is wrong in it by line, and never with another text than was typed. */
export function renderSourceFilePage(web: Web, view: SourceFileView): Html {
  const texts = TEXTS.keeping;
  const { id, text, digest, said } = view;
  const isNew = digest === null;
  const faults = said.saved?.kind === 'faulty' ? said.saved.faults : [];
  const isDone = isNew && said.saved?.kind === 'saved';
  const title = isNew ? texts.add : texts.editOf(view.name);
  const main = html`<h1>${title}</h1>
${said.complaint === undefined ? '' : html`<p role="alert" class="wrong">${said.complaint}</p>`}
${said.saved === undefined ? '' : renderSaved(web, id, said.saved)}
${
  isDone
    ? ''
    : html`<form class="source-file" method="post" action="${isNew ? '/sources/new' : `/sources/${id}/file`}">
${isNew ? html`<label>${texts.id}<input name="id" required maxlength="64" value="${id}"></label>` : html`<input type="hidden" name="digest" value="${digest}">`}
${renderSourceText(text, faults)}
<p class="buttons"><button name="action" value="save">${isNew ? texts.create : texts.save}</button> <button class="quiet" name="action" value="check">${texts.check}</button></p>
</form>`
}
<p><a href="/sources?source=${id}#source-${id}">${TEXTS.layout.sources}</a></p>`;
  return renderPage(web, { title, place: 'sources', main });
}

/** The field with the text of a source's file. */
export function renderSourceText(text: string, faults: SourceFault[]): Html {
  const texts = TEXTS.keeping;
  const rows = Math.min(40, text.split('\n').length + 2);
  // The first line break after the tag would be lost (HTML standard, § 13.1.2.5).
  return html`<label>${texts.file}<textarea name="text" rows="${rows}" spellcheck="false" autocapitalize="none" wrap="off" dir="ltr"${faults.length > 0 ? html` aria-invalid="true" aria-describedby="faults"` : ''}>
${text}</textarea></label>
<p class="hint">${texts.fileHint}</p>`;
}

function renderSaved(web: Web, id: string, saved: SavedSource | { kind: 'checked' }): Html {
  const texts = TEXTS.keeping;
  switch (saved.kind) {
    case 'checked':
      return html`<p role="status" class="done">${texts.checked}</p>`;
    case 'saved':
      return html`<p role="status" class="done">${texts.saved(saved.file)} ${sayWhoReads(web)}</p>`;
    case 'faulty':
      return html`<div role="alert" id="faults"><p class="wrong">${texts.faults}</p><ul>${saved.faults.map(renderFault)}</ul></div>`;
    case 'exists':
      return html`<p role="alert" class="wrong">${texts.exists(id)}</p>`;
    case 'unwritable':
      return html`<p role="alert" class="wrong">${texts.unwritable(saved.reason)}</p>`;
    case 'conflict':
      return html`<div role="alert"><p class="wrong">${texts.conflict}</p><pre class="there" tabindex="0">${saved.current?.text ?? ''}</pre></div>`;
  }
}

/** Where others make the visits, that they have the file is not for this process to promise. */
function sayWhoReads({ sourceFiles }: Web): string {
  if (sourceFiles === undefined) return '';
  return sourceFiles.isInUse ? TEXTS.keeping.takenUp : TEXTS.keeping.elsewhere(sourceFiles.folder);
}

function renderFault({ line, column, path, message }: SourceFault): Html {
  return html`<li>${TEXTS.keeping.place(line, column)}: ${path === '' ? '' : html`<code>${path}</code>: `}${message}</li>`;
}
