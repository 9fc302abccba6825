// Run by npm after an install, for what npm 10 and older leave undone in node_modules/.bin. The Node that stet brings:
// its packages for other platforms have a program of the same name, and the link is lost; scripts would then run on
// the machine's own Node. And stet itself, so that "npx stet" finds it.
import { existsSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBroughtNode } from './find-node.js';

const bin = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));
link('node', findBroughtNode());
link('stet', fileURLToPath(new URL('stet.js', import.meta.url)));

function link(name, program) {
  const path = join(bin, name);
  if (program === null || process.platform === 'win32' || !existsSync(bin) || existsSync(path)) return;
  symlinkSync(relative(bin, program), path);
}
