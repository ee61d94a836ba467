import { pino } from 'pino'

/** A log that says nothing, and one that can be read. */
export const quiet = pino({ level: 'silent' })

export function keptLog() {
  const lines: string[] = []
  return { lines, log: pino({ level: 'debug' }, { write: (line) => lines.push(line) }) }
}
