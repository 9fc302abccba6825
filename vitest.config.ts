import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // What hangs is told from what is slow: a machine that does much else takes its time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // Two cores, and some tests start servers: more workers than that only make each other late (three took a quarter more CPU).
    maxWorkers: 2,
    // A worker loads each module once, which takes longer than most tests: a file leaves nothing behind for the next.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'whole', include: ['test/!(unit)/**/*.test.ts'], globalSetup: ['test/helpers/servers.ts'] },
      },
    ],
  },
});
