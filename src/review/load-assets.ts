import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The stylesheet and the script. `files` are by the last part of their address, which holds their content's hash. */
export type Assets = {
  stylesheet: string;
  script: string;
  files: Map<string, { body: string; type: string }>;
};

const FOLDER = join(import.meta.dirname, 'assets');
const STYLES = ['1-base', '2-furniture', '3-lists', '4-change', '5-reading', '6-media', '7-access', '8-charts'].map(
  (name) => `${name}.css`,
);

/** Reads the assets, and names each by its content, so that a browser may keep it for ever. */
export function loadAssets(): Assets {
  const files: Assets['files'] = new Map();
  const add = (parts: string[], name: string, extension: string, type: string) => {
    const body = parts.map((part) => readFileSync(join(FOLDER, part), 'utf8')).join('\n');
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    const file = `${name}.${hash}.${extension}`;
    files.set(file, { body, type });
    return `/assets/${file}`;
  };
  const stylesheet = add(STYLES, 'stet', 'css', 'text/css; charset=utf-8');
  const script = add(['latest.js', 'triage.js'], 'stet', 'js', 'text/javascript; charset=utf-8');
  return { stylesheet, script, files };
}
