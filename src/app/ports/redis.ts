/** A Redis server reached directly. */
export type Redis = {
  size(url: string, database: number): Promise<number>
  /** Keys that match a glob pattern, counted by SCAN, which never blocks the server. */
  count(url: string, database: number, pattern: string, signal: AbortSignal): Promise<number>
  /**
   * Unlinks, a few at a time, the keys that match a glob pattern; answers how many. `report` hears how far it is.
   * Leaves `marker` for a day once it has come to the end.
   */
  unlink(
    url: string,
    database: number,
    pattern: string,
    marker: string,
    options: { signal: AbortSignal; report(unlinked: number): void },
  ): Promise<number>
  /** Empties the database and leaves `marker` in it for a day, both or neither. */
  flush(url: string, database: number, marker: string): Promise<void>
  has(url: string, database: number, key: string): Promise<boolean>
}
