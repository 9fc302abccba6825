import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // What hangs is told from what is slow: a machine that does much else takes its time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores, and some tests start servers: more workers than that only make each other late.
    maxWorkers: 2,
    projects: [
      // What is pure needs no servers, and leaves nothing behind for the next file: a worker loads each module once.
      { extends: true, test: { name: 'unit', isolate: false, include: ['test/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'whole', include: ['test/!(unit)/**/*.test.ts'], globalSetup: ['test/helpers/servers.ts'] },
      },
    ],
  },
});
