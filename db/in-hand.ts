/**
 * What this process has begun and not yet ended. A lease alone would not do: a clock that jumps would
 * hand out again what is still being done right here.
 */
export type InHand<K> = {
  begin(owner: string, key: K, attempt: number): void
  /** Also when ending it could not be written: after its lease it may then be taken again. */
  end(key: K, attempt: number): void
  /** Lets go of all that an owner holds, or everybody. */
  release(owner?: string): void
  of(owner?: string): K[]
}

export function inHand<K>(): InHand<K> {
  const held = new Map<K, { owner: string; attempt: number }>()
  const of = (owner?: string) =>
    [...held].flatMap(([key, one]) => (owner === undefined || one.owner === owner ? [key] : []))
  return {
    of,
    begin: (owner, key, attempt) => {
      held.set(key, { owner, attempt })
    },
    end: (key, attempt) => {
      if (held.get(key)?.attempt === attempt) held.delete(key)
    },
    release: (owner) => {
      for (const key of of(owner)) held.delete(key)
    },
  }
}
