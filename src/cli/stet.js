#!/usr/bin/env node
// The one file that an older Node must be able to read: it says what is missing, in a sentence.
import module from 'node:module';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `stet needs Node 24 or newer, and this is Node ${process.versions.node}. Run it as "npx stet" or "npm start" in the checkout: npm brought a Node 24 along.`,
  );
  process.exit(1);
}
module.enableCompileCache(); // the second start need not strip and compile everything again
import('./main.ts').then(
  ({ main }) => main(process.argv.slice(2)),
  (error) => {
    console.error(`stet cannot start: ${error.message}. Run "npm ci" in the checkout.`);
    process.exitCode = 1;
  },
);
