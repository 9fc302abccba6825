// Run by npm after an install: npm 10 and older do not put the Node that stet brings into node_modules/.bin, because
// its packages for other platforms have a program of the same name. Without it scripts would run on the machine's own.
import { existsSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { findBroughtNode } from './find-node.js';

const node = findBroughtNode();
if (node !== null && process.platform !== 'win32') {
  const folder = join(dirname(node), '..', '..', '.bin');
  const link = join(folder, 'node');
  if (existsSync(folder) && !existsSync(link)) symlinkSync(relative(folder, node), link);
}
