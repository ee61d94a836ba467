/** The keys of one Redis, in sixteen databases. */
export class RedisKeys {
  #databases = new Map<number, Map<string, string>>()
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get(db: number, key: string): string | undefined {
    return this.#databases.get(db)?.get(key)
  }

  set(db: number, key: string, value: string): void {
    const keys = this.#databases.get(db) ?? new Map<string, string>()
    this.#databases.set(db, keys)
    keys.set(key, value)
    this.#changed()
  }

  /** How many of them there were. */
  delete(db: number, names: string[]): number {
    const gone = names.filter((name) => this.#databases.get(db)?.delete(name)).length
    if (gone > 0) this.#changed()
    return gone
  }

  clear(db: number): void {
    this.#databases.delete(db)
    this.#changed()
  }

  clearAll(): void {
    this.#databases.clear()
    this.#changed()
  }

  size(db: number): number {
    return this.#databases.get(db)?.size ?? 0
  }

  names(db: number, pattern = '*'): string[] {
    const rule = globRule(pattern)
    return [...(this.#databases.get(db)?.keys() ?? [])].filter((name) => rule.test(name))
  }

  get databases(): number[] {
    return [...this.#databases.keys()].sort((a, b) => a - b)
  }
}

/** Redis globs: `*`, `?`, `[abc]` and `\` before a letter meant literally. */
function globRule(pattern: string): RegExp {
  const source = pattern.replace(
    /\\(.)|\[(\^?)([^\]]*)\]|([*?])|([.+^${}()|\]])/g,
    (_all, literal, not, set, wild, special) => {
      if (literal !== undefined) return RegExp.escape(literal)
      if (set !== undefined) return `[${not}${set.replace(/[\\\]]/g, '\\$&')}]`
      if (wild !== undefined) return wild === '*' ? '.*' : '.'
      return `\\${special}`
    },
  )
  return new RegExp(`^${source}$`, 's')
}
