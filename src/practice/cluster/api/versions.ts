import type { Store } from '../store.ts'
import { badRequest, tooNew } from './status.ts'

/** Refuses a `resourceVersion` that is no version, or one that is yet to come. */
export function checkVersion(store: Store, asked: string): void {
  if (!/^\d*$/.test(asked))
    throw badRequest(
      `resourceVersion: Invalid value: "${asked}": strconv.ParseUint: parsing "${asked}": invalid syntax`,
    )
  if (Number(asked) > store.version) throw tooNew(asked, store.version)
}
