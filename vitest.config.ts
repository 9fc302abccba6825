import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/helpers/servers.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores, and some tests start servers: more workers than that only make each other late.
    maxWorkers: 2,
  },
});
