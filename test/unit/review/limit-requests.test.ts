import { describe, expect, it } from 'vitest';
import { limitRequests } from '../../../src/review/limit-requests.ts';
import { readCapped } from '../../../src/review/read-capped.ts';

describe('limitRequests', () => {
  it('lets sixty a minute pass for one key, and the others meanwhile', () => {
    const limit = limitRequests();
    const waits = Array.from({ length: 61 }, (_, at) => limit.take('a', at * 100));
    expect(waits.slice(0, 60).every((wait) => wait === 0)).toBe(true);
    expect(waits[60]).toBe(54_000);
    expect(limit.take('b', 6_000)).toBe(0);
    expect(limit.take('a', 60_000)).toBe(0);
  });

  it('lets a thousand a minute pass for all, whatever names they give', () => {
    const limit = limitRequests();
    const passed = Array.from({ length: 5_000 }, (_, at) => limit.take(`guess ${at}`, 0)).filter((wait) => wait === 0);
    expect(passed).toHaveLength(1_000);
  });
});

describe('readCapped', () => {
  const stream = (chunks: Uint8Array[], isEndless = false) =>
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const chunk of chunks) controller.enqueue(chunk);
        if (!isEndless) controller.close();
      },
    });
  it('reads a body to the cap, and no further', async () => {
    const half = new Uint8Array(500);
    expect(await readCapped(null, 10, 1_000)).toEqual({ kind: 'whole', bytes: new Uint8Array() });
    expect(await readCapped(stream([half, half]), 1_000, 1_000)).toMatchObject({ kind: 'whole' });
    expect(await readCapped(stream([half, half, new Uint8Array(1)]), 1_000, 1_000)).toEqual({ kind: 'too-large' });
  });
  it('does not wait for ever', async () => {
    expect(await readCapped(stream([new Uint8Array(5)], true), 1_000, 50)).toEqual({ kind: 'too-slow' });
  });
});
