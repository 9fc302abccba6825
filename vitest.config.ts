import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores, and some tests start servers: more workers than that only make each other late.
    maxWorkers: 2,
    projects: [
      // What is pure needs no servers.
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'whole', include: ['test/!(unit)/**/*.test.ts'], globalSetup: ['test/helpers/servers.ts'] },
      },
    ],
  },
});
