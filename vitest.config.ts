import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    setupFiles: ['test/support/seed.ts'],
    globalSetup: ['test/support/memory.ts'],
    pool: 'forks',
    // By itself vitest leaves a core to others: of two, that is half.
    maxWorkers: '100%',
  },
})
