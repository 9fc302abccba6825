import { loadCapture } from '../../storage/captures.ts';
import type { Likeness } from '../../storage/likenesses.ts';
import type { Db } from '../../storage/open-database.ts';
import { loadPayload } from '../../storage/payloads.ts';
import type { VersionRecord } from '../../storage/versions.ts';
import type { LikenessKind } from '../model/likeness.ts';
import { renderArticleMarkdown } from './render-article-markdown.ts';
import { renderArticleText } from './render-article-text.ts';

/** What a version is given as beside its record, by the ending of its name: text, its page's bytes, its likenesses. */
export const VERSION_FORMATS = ['md', 'txt', 'html', 'webp', 'pdf'] as const;
export type VersionFormat = (typeof VERSION_FORMATS)[number];

/** A file as it is answered. */
export type AnsweredFile = { body: string | Uint8Array<ArrayBuffer>; headers: Record<string, string> };

type Of = { article: { id: string }; version: VersionRecord; likenesses: Likeness[] };

/** A version in one of its formats; `null` where that is not stored. */
export async function readVersionFile(db: Db, of: Of, format: VersionFormat): Promise<AnsweredFile | null> {
  const { record } = of.version;
  switch (format) {
    case 'md':
      return { body: renderArticleMarkdown(record), headers: { 'content-type': 'text/markdown; charset=utf-8' } };
    case 'txt':
      return { body: renderArticleText(record), headers: { 'content-type': 'text/plain; charset=UTF-8' } };
    case 'html':
      return await readPage(db, of);
    case 'webp':
      return await readLikeness(db, of, 'screenshot');
    case 'pdf':
      return await readLikeness(db, of, 'pdf');
  }
}

/** The bytes as they were captured. They are a stranger's page: saved and not shown, and powerless if shown all the same. */
async function readPage(db: Db, of: Of): Promise<AnsweredFile | null> {
  const capture = await loadCapture(db, of.version.captureId);
  const bytes = await loadBytes(db, capture?.payload_id ?? null);
  return bytes === null ? null : { body: bytes, headers: harmless('text/html', 'attachment', nameOf(of, 'html')) };
}

/**
 * A picture is shown, as a picture and nothing else. A PDF may hold what its page put into it: saved and not shown, and
 * powerless if shown all the same.
 */
async function readLikeness(db: Db, of: Of, kind: LikenessKind): Promise<AnsweredFile | null> {
  const bytes = await loadBytes(db, of.likenesses.find((likeness) => likeness.kind === kind)?.payloadId ?? null);
  if (bytes === null) return null;
  const headers =
    kind === 'screenshot'
      ? harmless('image/webp', 'inline', nameOf(of, 'webp'))
      : harmless('application/pdf', 'attachment', nameOf(of, 'pdf'));
  return { body: bytes, headers };
}

async function loadBytes(db: Db, payloadId: string | null): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = payloadId === null ? null : await loadPayload(db, payloadId);
  return bytes === null ? null : Uint8Array.from(bytes);
}

function nameOf({ article, version }: Of, format: VersionFormat): string {
  return `stet-${article.id}-${version.number}.${format}`;
}

function harmless(type: string, disposition: 'attachment' | 'inline', name: string): Record<string, string> {
  return {
    'content-type': type,
    'content-disposition': `${disposition}; filename="${name}"`,
    'content-security-policy': "sandbox; default-src 'none'",
  };
}
