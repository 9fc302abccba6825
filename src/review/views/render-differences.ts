import { html } from 'hono/html';
import { cutToPart } from '../../compare/body/cut-to-part.ts';
import type { Article } from '../../model/article.ts';
import type { Image } from '../../model/block.ts';
import type { BlockChange, Change, FieldChange, WordEdit } from '../../model/change.ts';
import { alignBodies, type BodyLine, type Folded, foldLines } from '../align-bodies.ts';
import { altEdits } from '../alt-edits.ts';
import { blockWords, fieldWords } from '../excerpt-words.ts';
import { type LinkEdit, linkEdits, type TextLink } from '../link-edits.ts';
import { TEXTS } from '../texts.ts';
import { languageOf } from './language-of.ts';
import { renderBlock } from './render-block.ts';
import { renderImageParts } from './render-image-parts.ts';
import { renderLink } from './render-link.ts';
import { anchorOf, renderMoved } from './render-moved.ts';
import type { Html } from './render-page.ts';
import { renderWords } from './render-words.ts';

/** What differs between two records: the fields, then the text from top to bottom, long runs that stayed folded. */
export function renderDifferences(change: Pick<Change, 'fields' | 'blocks'>, from: Article, to: Article): Html {
  const parts = foldLines(alignBodies(from.body, to.body, change.blocks));
  const body =
    change.blocks.length === 0 ? html`<p class="none">${TEXTS.change.noBody}</p>` : html`${parts.map(renderPart)}`;
  return renderSheet(change.fields, body, to.language, [from.leadImage, to.leadImage]);
}

/** What differs where only one of the two records was kept: the fields and the blocks that differ, without the rest. */
export function renderDifferencesAlone(change: Pick<Change, 'fields' | 'blocks'>, language: string | null): Html {
  if (change.fields.length + change.blocks.length === 0) return html``;
  return renderSheet(change.fields, html`${change.blocks.map((block) => renderBlockChange(block, false))}`, language);
}

function renderSheet(fields: FieldChange[], body: Html, language: string | null, images: Images | null = null): Html {
  const { lang, dir } = languageOf(language);
  return html`
${fields.length === 0 ? '' : html`<section class="fields"><h2>${TEXTS.change.fields}</h2><dl>${fields.map((field) => renderField(field, lang, dir, images))}</dl></section>`}
<section class="proof"><h2>${TEXTS.change.body}</h2>
<div class="captured"${lang === '' ? '' : html` lang="${lang}"`} dir="${dir}">${body}</div>
</section>`;
}

/** The lead images of both records. */
type Images = [Image | null, Image | null];

function renderField(field: FieldChange, lang: string, dir: string, images: Images | null): Html {
  const words = fieldWords(field);
  const shown = words.length === 0 ? TEXTS.change.absent : renderWords(words);
  return html`<div class="field field-${field.field}"><dt>${TEXTS.fields[field.field] ?? field.field}</dt>
<dd class="captured"${lang === '' ? '' : html` lang="${lang}"`} dir="${dir === 'ltr' ? 'auto' : dir}">${field.field === 'leadImage' && images !== null ? renderImageParts(...images) : shown}</dd></div>`;
}

function renderPart({ isFolded, lines }: Folded): Html {
  if (!isFolded) return html`${lines.map(renderLine)}`;
  return html`<details class="folded"><summary lang="${TEXTS.language}" dir="ltr">${TEXTS.change.unchanged(lines.length)}</summary>${lines.map(renderLine)}</details>`;
}

function renderLine(line: BodyLine): Html {
  switch (line.kind) {
    case 'same':
      return renderProof('same', TEXTS.change.place(line.place + 1), renderBlock(line.block, 'proof'));
    case 'moved-away':
      return renderMovedAway(line.change);
    case 'change':
      return renderBlockChange(line.change);
    default:
      return line satisfies never;
  }
}

function renderMovedAway(change: BlockChange): Html {
  const gone = change.before === null ? '' : html`<div class="ghost">${renderBlock(change.before, 'proof')}</div>`;
  return renderProof('moved-away', renderMoved(change, 'left'), html`${gone}`, anchorOf(change, 'left'));
}

/** `isLinked`: the place that a moved block left is shown too. */
function renderBlockChange(change: BlockChange, isLinked = true): Html {
  const { op, from, before, after } = change;
  const { ops, place, movedFrom, splitFrom, mergedFrom } = TEXTS.change;
  if (op === 'added') {
    return renderProof(
      op,
      ops.added,
      html`<ins class="whole">${after === null ? '' : renderBlock(after, 'proof')}</ins>`,
    );
  }
  if (op === 'removed') {
    return renderProof(
      op,
      ops.removed,
      html`<del class="whole">${before === null ? '' : renderBlock(before, 'proof')}</del>`,
    );
  }
  const at = change.to === null ? '' : ` ${place(change.to + 1)}`;
  const notes = {
    moved: isLinked ? renderMoved(change, 'came') : movedFrom((from ?? 0) + 1),
    split: splitFrom((from ?? 0) + 1),
    merged: mergedFrom((from ?? 0) + 1),
    edited: `${ops.edited}${at}`,
  };
  const anchor = isLinked ? anchorOf(change, 'came') : null;
  return renderProof(op, notes[op], renderEdited(cutToPart(change)), anchor);
}

/** An edited block: its words as proof-read; where only links or form differ, the block and what differs beside it. */
function renderEdited(change: BlockChange): Html {
  const { op, before, after } = change;
  const words = blockWords(change);
  const wereEdited = words.some((word) => word.op !== 'same');
  // Words that were edited are marked in their place: of a link, then, only its address is left to show.
  const links = linkEdits(before, after).filter((edit) => !wereEdited || edit.before?.href !== edit.after?.href);
  const beside = html`${renderAltEdits(altEdits(before, after))}${renderLinkEdits(links)}`;
  if (wereEdited) return html`<p class="edited-text" dir="auto">${renderWords(words)}</p>${beside}`;
  const shown = after === null ? html`` : renderBlock(after, 'proof');
  if (links.length > 0 || altEdits(before, after).length > 0) return html`${shown}${beside}`;
  if (op !== 'edited' || before === null) return shown;
  return html`<p class="slug" lang="${TEXTS.language}">${TEXTS.change.formatOnly}</p><del class="whole">${renderBlock(before, 'proof')}</del><ins class="whole">${shown}</ins>`;
}

function renderAltEdits(words: WordEdit[]): Html {
  if (words.length === 0) return html``;
  return html`<p class="edited-text"><span class="slug" lang="${TEXTS.language}">${TEXTS.change.alternative}</span> <span dir="auto">${renderWords(words)}</span></p>`;
}

function renderLinkEdits(links: LinkEdit[]): Html {
  if (links.length === 0) return html``;
  return html`<ul class="link-edits" dir="ltr">
${links.flatMap(({ before, after }) => [
  ...(before === null ? [] : [renderLinkSide(before, after, TEXTS.change.linkRemoved, 'removed')]),
  ...(after === null ? [] : [renderLinkSide(after, before, TEXTS.change.linkAdded, 'added')]),
])}
</ul>`;
}

/** One side of a link edit: of its words and its address, what the other side does not have is marked. */
function renderLinkSide(link: TextLink, other: TextLink | null, label: string, op: 'removed' | 'added'): Html {
  const mark = (inner: Html) => (op === 'removed' ? html`<del>${inner}</del>` : html`<ins>${inner}</ins>`);
  const words = other === null || other.text === link.text ? html`${link.text}` : mark(html`${link.text}`);
  const target = other?.href === link.href ? renderLink(link.href) : mark(renderLink(link.href));
  return html`<li><span class="slug" lang="${TEXTS.language}">${label}</span> <span dir="auto">${words}</span> ${target}</li>`;
}

function renderProof(op: string, note: string | Html, content: Html, anchor: string | null = null): Html {
  return html`<div class="line line-${op}"${anchor === null ? '' : html` id="${anchor}"`}><p class="margin" lang="${TEXTS.language}" dir="ltr">${note}</p><div class="line-text">${content}</div></div>`;
}
