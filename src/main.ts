import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Compiled code is kept beside the packages: every start but the first takes half the time.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/muster', import.meta.url)))

const { start } = await import('./start.ts')
await start()
