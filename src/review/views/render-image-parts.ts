import { html } from 'hono/html';
import type { Image } from '../../model/block.ts';
import type { WordEdit } from '../../model/change.ts';
import { compareImages } from '../excerpt-picture.ts';
import { TEXTS } from '../texts.ts';
import { renderLink } from './render-link.ts';
import type { Html } from './render-page.ts';
import { renderWords } from './render-words.ts';

/** What a picture is made of, each part by its name and with its words as proof-read; of one side without the words of the other. */
export function renderImageParts(was: Image | null, is: Image | null, without: WordEdit['op'] | null = null): Html {
  const parts = compareImages(was, is).map(({ part, words }) => {
    const shown = words.filter(({ op }) => op !== without);
    const isAddress = part === 'url';
    return html`<div><dt class="slug" lang="${TEXTS.language}" dir="ltr">${TEXTS.change.picture[part]}</dt><dd dir="auto">${isAddress ? shown.map(renderAddress) : renderWords(shown)}</dd></div>`;
  });
  return html`<dl class="picture-parts">${parts}</dl>`;
}

function renderAddress({ op, text }: WordEdit): Html {
  if (op === 'same') return renderLink(text);
  return op === 'removed' ? html`<del>${renderLink(text)}</del> ` : html`<ins>${renderLink(text)}</ins>`;
}
