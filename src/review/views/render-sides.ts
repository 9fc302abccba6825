import { html } from 'hono/html';
import { cutToPart } from '../../compare/body/cut-to-part.ts';
import type { Article } from '../../model/article.ts';
import type { Block, Image } from '../../model/block.ts';
import type { BlockChange, Change, FieldChange, WordEdit } from '../../model/change.ts';
import { alignBodies, type BodyLine, type Folded, foldLines } from '../align-bodies.ts';
import { EVIDENCE_TEXTS } from '../evidence-texts.ts';
import { blockWords, fieldWords } from '../excerpt-words.ts';
import { TEXTS } from '../texts.ts';
import { languageOf } from './language-of.ts';
import { renderBlock } from './render-block.ts';
import { renderImageParts } from './render-image-parts.ts';
import { anchorOf, renderMoved } from './render-moved.ts';
import type { Html } from './render-page.ts';
import { renderWords } from './render-words.ts';

/** One line of both texts: what stood there before, and what stands there after; `null`: nothing. */
type Pair = { op: string; note: string | Html; before: Html | null; after: Html | null; anchor?: string | null };

/** Two records side by side, line by line: on a narrow page each line before is above the one after. */
export function renderSides(change: Pick<Change, 'fields' | 'blocks'>, from: Article, to: Article): Html {
  const { lang, dir } = languageOf(to.language);
  const language = lang === '' ? '' : html` lang="${lang}"`;
  const parts = foldLines(alignBodies(from.body, to.body, change.blocks));
  return html`<section class="sides"><h2>${TEXTS.change.body}</h2>
<div class="captured"${language} dir="${dir}">
<div class="pair heads" lang="${TEXTS.language}" dir="ltr" aria-hidden="true"><p></p><p>${EVIDENCE_TEXTS.before}</p><p>${EVIDENCE_TEXTS.after}</p></div>
${change.fields.map((field) => renderPair(field.field === 'leadImage' ? pairLeadImage(from.leadImage, to.leadImage) : pairField(field)))}
${parts.map(renderPart)}
</div></section>`;
}

function renderPart({ isFolded, lines }: Folded): Html {
  const pairs = html`${lines.map((line) => renderPair(pairLine(line)))}`;
  if (!isFolded) return pairs;
  return html`<details class="folded"><summary lang="${TEXTS.language}" dir="ltr">${TEXTS.change.unchanged(lines.length)}</summary>${pairs}</details>`;
}

function renderPair({ op, note, before, after, anchor = null }: Pair): Html {
  return html`<div class="pair line-${op}"${anchor === null ? '' : html` id="${anchor}"`}><p class="margin" lang="${TEXTS.language}" dir="ltr">${note}</p>
${renderSide(EVIDENCE_TEXTS.before, before)}${renderSide(EVIDENCE_TEXTS.after, after)}</div>`;
}

function renderSide(label: string, text: Html | null): Html {
  const shown = text ?? html`<p class="none">${EVIDENCE_TEXTS.nothingHere}</p>`;
  return html`<div class="side"><p class="slug" lang="${TEXTS.language}" dir="ltr">${label}</p>${shown}</div>`;
}

function pairField(field: FieldChange): Pair {
  const words = fieldWords(field);
  const side = (text: string | null, op: 'removed' | 'added') =>
    text === null ? null : html`<p class="edited-text" dir="auto">${renderWords(without(words, op))}</p>`;
  const note = TEXTS.fields[field.field] ?? field.field;
  return { op: 'edited', note, before: side(field.from, 'added'), after: side(field.to, 'removed') };
}

function pairLeadImage(was: Image | null, is: Image | null): Pair {
  const note = TEXTS.fields.leadImage ?? '';
  const before = was === null ? null : renderImageParts(was, is, 'added');
  return { op: 'edited', note, before, after: is === null ? null : renderImageParts(was, is, 'removed') };
}

function pairLine(line: BodyLine): Pair {
  if (line.kind === 'change') return pairChange(line.change);
  if (line.kind === 'same') {
    const block = renderBlock(line.block, 'proof');
    return { op: 'same', note: TEXTS.change.place(line.place + 1), before: block, after: block };
  }
  const { change } = line;
  const before = html`<div class="ghost">${sidesByWords(change).before}</div>`;
  return { op: 'moved-away', note: renderMoved(change, 'left'), before, after: null, anchor: anchorOf(change, 'left') };
}

function pairChange(change: BlockChange): Pair {
  const { op, from, to } = change;
  const { ops, place, splitFrom, mergedFrom } = TEXTS.change;
  const number = (from ?? 0) + 1;
  const notes = {
    added: ops.added,
    removed: ops.removed,
    moved: renderMoved(change, 'came'),
    split: splitFrom(number),
    merged: mergedFrom(number),
    edited: to === null ? ops.edited : `${ops.edited} ${place(to + 1)}`,
  };
  return { op, note: notes[op], ...sidesOf(change), anchor: anchorOf(change, 'came') };
}

/** What stands on each side; of a moved block nothing before, which stands where it was. */
function sidesOf(change: BlockChange): Pick<Pair, 'before' | 'after'> {
  const { op, before, after } = change;
  if (op === 'added') return { before: null, after: renderWhole(after, 'ins') };
  if (op === 'removed') return { before: renderWhole(before, 'del'), after: null };
  return op === 'moved' ? { ...sidesByWords(change), before: null } : sidesByWords(change);
}

/** An edited block by its words; by the whole block on each side where the words are the same, or none. */
function sidesByWords(change: BlockChange): Pick<Pair, 'before' | 'after'> {
  const { before, after } = change;
  const words = blockWords(cutToPart(change));
  if (!words.some((word) => word.op !== 'same')) {
    return {
      before: before === null ? null : renderBlock(before, 'proof'),
      after: after === null ? null : renderBlock(after, 'proof'),
    };
  }
  const side = (gone: WordEdit['op']) =>
    html`<p class="edited-text" dir="auto">${renderWords(without(words, gone))}</p>`;
  return { before: side('added'), after: side('removed') };
}

function renderWhole(block: Block | null, mark: 'ins' | 'del'): Html | null {
  if (block === null) return null;
  const shown = renderBlock(block, 'proof');
  return mark === 'ins' ? html`<ins class="whole">${shown}</ins>` : html`<del class="whole">${shown}</del>`;
}

function without(words: WordEdit[], op: WordEdit['op']): WordEdit[] {
  return words.filter((word) => word.op !== op);
}
