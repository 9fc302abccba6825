import type { Picture } from '../model/picture.ts';
import { cutText } from './compose/cut-text.ts';

/** What is to be posted to a channel's service where bytes are part of it. */
export type UploadRequest = { url: URL; headers: Record<string, string>; body: Uint8Array };

export const PICTURE_TYPE = 'image/png';

/** A form with a file in it (RFC 7578). */
export async function formRequest(
  url: URL,
  fields: Record<string, string>,
  file: { field: string; picture: Picture },
  headers: Record<string, string> = {},
): Promise<UploadRequest> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const { bytes, name } = file.picture;
  form.set(file.field, new Blob([new Uint8Array(bytes)], { type: PICTURE_TYPE }), name);
  const encoded = new Response(form);
  return {
    url,
    headers: { 'content-type': encoded.headers.get('content-type') ?? '', ...headers },
    body: new Uint8Array(await encoded.arrayBuffer()),
  };
}

/** What a picture says in words, in as many characters as a service takes. */
export function altOf({ alt }: Picture, most: number): string {
  return cutText(alt, most);
}
