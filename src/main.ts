import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

// Compiled code is kept beside the packages: every start but the first takes half the time.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/muster', import.meta.url)))

// New objects get two megabytes instead of the 64 that loading would make them grow to and never give back.
setFlagsFromString('--semi-space-growth-factor=1')

const { start } = await import('./start.ts')
await start()
