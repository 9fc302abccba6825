import { Piscina } from 'piscina';

/** Draws SVG as PNG. */
export type Painter = { paint(svg: string): Promise<Uint8Array> };

const IDLE_MS = 30_000;
/** More wait than can be painted in the time that anybody would. */
const MOST_WAITING = 20;

/** Opens a thread that paints, with the first picture, so that no page waits for one; it ends when nothing was asked for a while. */
export function openPainter(): Painter {
  let pool: Piscina<string, Uint8Array> | null = null;
  return {
    paint: async (svg) => {
      pool ??= new Piscina<string, Uint8Array>({
        filename: new URL('./paint-worker.ts', import.meta.url).href,
        minThreads: 0,
        maxThreads: 1,
        maxQueue: MOST_WAITING,
        idleTimeout: IDLE_MS,
      });
      return await pool.run(svg);
    },
  };
}
