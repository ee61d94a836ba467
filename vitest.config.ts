import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    setupFiles: ['test/support/seed.ts'],
    globalSetup: ['test/support/memory.ts'],
    pool: 'forks',
    // To load the bot anew for every file takes as long as all tests: what one file leaves behind, others must bear.
    isolate: false,
    // By itself vitest leaves a core to others: of two, that is half.
    maxWorkers: '100%',
  },
})
