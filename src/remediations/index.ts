import { fallbackToggle } from './fallback-toggle.ts'
import { flushCache } from './flush-cache.ts'
import type { AnyRemediation } from './remediation.ts'
import { rollback } from './rollback.ts'
import { scale } from './scale.ts'

/** Everything Muster can do to production. */
export const remediations: readonly AnyRemediation[] = [rollback, scale, flushCache, fallbackToggle]
