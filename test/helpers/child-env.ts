import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What every program that a test starts gets of the environment. They start dozens of times: without a cache of its
 * own, each start compiles the whole program anew, in each of its threads.
 */
export const CHILD_ENV = {
  PATH: process.env.PATH,
  NODE_COMPILE_CACHE: join(tmpdir(), 'stet-test-compile-cache'),
};
