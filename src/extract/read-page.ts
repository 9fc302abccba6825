import type { Document } from 'domhandler';
import { isArticleKind } from '../model/article.ts';
import type { Reading } from '../model/page.ts';
import type { Rules } from '../model/source.ts';
import { classifyPage } from './classify-page.ts';
import { decodePage } from './decode-page.ts';
import { explainReading } from './explain/explain-reading.ts';
import { extractFromClues } from './extract-article.ts';
import { gatherClues } from './gather-clues.ts';
import type { PageVerdict } from './page-kind/survey-page.ts';
import { parsePage } from './parse-page.ts';
import { takeApart } from './take-apart.ts';
import { openTrace } from './trace.ts';

/** As many as WHATWG MIME Sniffing, § 5.2, looks at. */
const SNIFFED_BYTES = 1_445;

/** A fetched page as the reader needs it: its addresses, its Content-Type, and its decompressed bytes. */
export type PageInput = { url: string; finalUrl: string; contentType: string | null; bytes: Uint8Array };

export type ReadOptions = {
  /** Gives the record of a page that holds no article too. */
  anyKind?: boolean;
  /** Says beside an article's record why the page reads so. */
  explain?: boolean;
};

/**
 * What a page holds: an article's record, or what it is instead and why; `failed` for bytes that cannot be read. With
 * `anyKind`, the record of any page, with the kind that the page is.
 */
export function readPage(
  input: PageInput,
  rules: Rules,
  { anyKind = false, explain = false }: ReadOptions = {},
): Reading {
  const refusal = refuseType(input);
  if (refusal !== null) return refusal;
  const parsed = parsePage(decodePage(input.bytes, input.contentType));
  if (parsed.kind === 'refused') return { kind: 'failed', reason: parsed.reason };
  const reading = readTree(parsed.document, input, rules, { anyKind, explain });
  takeApart(parsed.document);
  return reading;
}

function readTree(
  document: Document,
  input: PageInput,
  rules: Rules,
  { anyKind, explain }: Required<ReadOptions>,
): Reading {
  const trace = explain ? openTrace() : null;
  const clues = gatherClues(document, input.finalUrl, rules, trace);
  const article = extractFromClues(clues, input, rules);
  const verdict = judgeBytes(input.bytes, classifyPage(clues, article));
  if (!anyKind && !isArticleKind(verdict.kind))
    return { kind: 'not-article', pageKind: verdict.kind, reasons: verdict.reasons };
  const record = { ...article, kind: verdict.kind };
  if (trace === null) return { kind: 'article', article: record };
  return {
    kind: 'article',
    article: record,
    explanation: explainReading(clues, record, verdict, trace, rules.extract),
  };
}

/** Bytes of no text that gave no text are a file of another kind, not an empty page. */
function judgeBytes(bytes: Uint8Array, verdict: PageVerdict): PageVerdict {
  if (verdict.kind !== 'empty' || bytes.length === 0) return verdict;
  const start = bytes.subarray(0, SNIFFED_BYTES);
  if (start.filter(isBinary).length < start.length * 0.05) return verdict;
  return { kind: 'other', reasons: ['Its bytes are not those of a text.'] };
}

/** WHATWG MIME Sniffing, § 3: a binary data byte. A zero byte is none here: UTF-16 is full of them. */
function isBinary(byte: number): boolean {
  return (byte > 0 && byte < 9) || byte === 0x0b || (byte > 0x0d && byte < 0x20 && byte !== 0x1b);
}

/** Pictures, PDFs and the like hold no page, whatever their address promised. */
function refuseType({ contentType, bytes }: PageInput): Reading | null {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isText = type === '' || type === 'application/octet-stream' || /^text\/|html|xml/.test(type);
  const isPdf = bytes[0] === 0x25 && bytes[1] === 0x50 && bytes[2] === 0x44 && bytes[3] === 0x46;
  if (isText && !isPdf) return null;
  return { kind: 'not-article', pageKind: 'other', reasons: [`It is no HTML page but ${isPdf ? 'a PDF' : type}.`] };
}
