import { isArticleKind } from '../model/article.ts';
import type { Reading } from '../model/page.ts';
import type { Rules } from '../model/source.ts';
import { classifyPage } from './classify-page.ts';
import { decodePage } from './decode-page.ts';
import { extractFromClues } from './extract-article.ts';
import { gatherClues } from './gather-clues.ts';
import { parsePage } from './parse-page.ts';

/** A fetched page as the reader needs it: its addresses, its Content-Type, and its decompressed bytes. */
export type PageInput = { url: string; finalUrl: string; contentType: string | null; bytes: Uint8Array };

/**
 * What a page holds: an article's record, or what it is instead and why; `failed` for bytes that cannot be read. With
 * `anyKind`, the record of any page, whatever it is.
 */
export function readPage(input: PageInput, rules: Rules, { anyKind = false }: { anyKind?: boolean } = {}): Reading {
  const refusal = refuseType(input);
  if (refusal !== null) return refusal;
  const parsed = parsePage(decodePage(input.bytes, input.contentType));
  if (parsed.kind === 'refused') return { kind: 'failed', reason: parsed.reason };
  const clues = gatherClues(parsed.document, input.finalUrl, rules);
  const article = extractFromClues(clues, input, rules);
  if (anyKind) return { kind: 'article', article };
  const verdict = classifyPage(clues, article);
  if (!isArticleKind(verdict.kind)) return { kind: 'not-article', pageKind: verdict.kind, reasons: verdict.reasons };
  return { kind: 'article', article };
}

/** Pictures, PDFs and the like hold no page, whatever their address promised. */
function refuseType({ contentType, bytes }: PageInput): Reading | null {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isText = type === '' || type === 'application/octet-stream' || /^text\/|html|xml/.test(type);
  const isPdf = bytes[0] === 0x25 && bytes[1] === 0x50 && bytes[2] === 0x44 && bytes[3] === 0x46;
  if (isText && !isPdf) return null;
  return { kind: 'not-article', pageKind: 'other', reasons: [`It is no HTML page but ${isPdf ? 'a PDF' : type}.`] };
}
