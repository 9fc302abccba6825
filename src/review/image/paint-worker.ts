import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { loadFonts } from './choose-fonts.ts';

await initWasm(readFileSync(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))));

/** What a thread of `openPainter` runs: SVG to PNG, with the fonts that npm brought and no others. */
function paint(svg: string): Uint8Array {
  const fontBuffers = loadFonts(svg);
  const painted = new Resvg(svg, { font: { fontBuffers, defaultFontFamily: 'DejaVu Sans' } });
  return painted.render().asPng();
}

// biome-ignore lint/style/noDefaultExport: piscina calls a worker file's default export
export default paint;
