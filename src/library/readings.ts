import type { Reading } from './mistake.ts'

type Good<T> = { bytes: Uint8Array; heldTo: unknown; reading: Reading<T> }

/** What each sound file said: its bytes, what it was held to, and what came of it. */
export type Readings<T> = ReadonlyMap<string, Good<T>>

/**
 * Reads a file only when its bytes or what it is held to are others than `before`; `again` is for the next time.
 * A file that was refused is always read: a pattern may only have taken too long on a busy machine.
 */
export function readChanged<T>(before: Readings<T>) {
  const again = new Map<string, Good<T>>()
  return {
    again,
    read(file: string, bytes: Uint8Array, heldTo: unknown, read: () => Reading<T>): Reading<T> {
      const past = before.get(file)
      const same = past && past.heldTo === heldTo && Buffer.compare(past.bytes, bytes) === 0
      const reading = same ? past.reading : read()
      if (reading.ok) again.set(file, { bytes, heldTo, reading })
      return reading
    },
  }
}
