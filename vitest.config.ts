import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Nothing waits that long: a machine that is busy with something else is slow, and not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ['test/support/seed.ts'],
    globalSetup: ['test/support/memory.ts'],
    pool: 'forks',
    // To load the bot anew for every file takes as long as all tests: what one file leaves behind, others must bear.
    isolate: false,
    // One more than there are cores: tests of real processes and pages wait for them most of their time.
    maxWorkers: availableParallelism() + 1,
  },
})
