import type { Reading } from './mistake.ts'

/** What each file said, of which bytes, and what it was held to. */
export type Readings<T> = ReadonlyMap<string, { bytes: Uint8Array; heldTo: unknown; reading: Reading<T> }>

/** Reads a file only when its bytes or what it is held to are others than `before`; `again` is for the next time. */
export function readChanged<T>(before: Readings<T>) {
  const again = new Map<string, { bytes: Uint8Array; heldTo: unknown; reading: Reading<T> }>()
  return {
    again,
    read(file: string, bytes: Uint8Array, heldTo: unknown, read: () => Reading<T>): Reading<T> {
      const past = before.get(file)
      const same = past && past.heldTo === heldTo && Buffer.compare(past.bytes, bytes) === 0
      const reading = same ? past.reading : read()
      again.set(file, { bytes, heldTo, reading })
      return reading
    },
  }
}
