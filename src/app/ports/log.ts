/** Structured logging: an object of fields, then a sentence. Secrets are redacted behind it. */
export type Log = {
  debug(fields: object, says: string): void
  info(fields: object, says: string): void
  warn(fields: object, says: string): void
  error(fields: object, says: string): void
}
