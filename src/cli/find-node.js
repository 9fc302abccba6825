// Read by older Nodes too, as are stet.js and link-node.js: plain JavaScript, and nothing newer than Node 18 has.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The oldest major version of Node that runs TypeScript as stet has it. */
export const NEEDED_MAJOR = 24;

export function isNewEnough() {
  return Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR;
}

/** The Node that npm brought along for this machine; null where there is none. */
export function findBroughtNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const names = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`];
  const paths = names.map((name) =>
    fileURLToPath(new URL(`../../node_modules/${name}/bin/${program}`, import.meta.url)),
  );
  return paths.find((path) => existsSync(path)) ?? null;
}
