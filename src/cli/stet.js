#!/usr/bin/env node
// On a Node that is too old this starts the one that npm brought along; without one, it says what is missing.
import { spawn } from 'node:child_process';
import module from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBroughtNode, isNewEnough, NEEDED_MAJOR } from './find-node.js';

if (isNewEnough()) start();
else startOn(findBroughtNode());

function start() {
  // The second start need not strip and compile everything again, nor need its threads, which know by the environment.
  const { directory } = module.enableCompileCache();
  if (directory !== undefined) process.env.NODE_COMPILE_CACHE ??= dirname(directory);
  import('./main.ts').then(
    ({ main }) => main(process.argv.slice(2)),
    (error) => fail(`stet cannot start: ${error.message}. Run "npm ci" in the checkout.`),
  );
}

function startOn(node) {
  if (node === null) {
    fail(
      `stet needs Node ${NEEDED_MAJOR} or newer, and this is Node ${process.versions.node}: install one, or run "npm ci" with optional packages, which brings one.`,
    );
    return;
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.on('SIGINT', () => {}); // a terminal sends it to both
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
