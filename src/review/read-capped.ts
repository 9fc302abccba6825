/** A body, whole; or why it is not. */
export type CappedBody = { kind: 'whole'; bytes: Uint8Array } | { kind: 'too-large' } | { kind: 'too-slow' };

/** Reads a body of at most `maxBytes` that comes within `timeoutMs` milliseconds; of a larger one no more than that. */
export async function readCapped(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  timeoutMs: number,
): Promise<CappedBody> {
  if (body === null) return { kind: 'whole', bytes: new Uint8Array() };
  const reader = body.getReader();
  const late = Promise.withResolvers<CappedBody>();
  const timer = setTimeout(() => late.resolve({ kind: 'too-slow' }), timeoutMs);
  try {
    return await Promise.race([readAll(reader, maxBytes), late.promise]);
  } finally {
    clearTimeout(timer);
    // What is left of it is not waited for.
    void reader.cancel().catch(() => undefined);
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, maxBytes: number): Promise<CappedBody> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { kind: 'whole', bytes: new Uint8Array(Buffer.concat(chunks)) };
    size += value.byteLength;
    if (size > maxBytes) return { kind: 'too-large' };
    chunks.push(value);
  }
}
