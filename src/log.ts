import { type DestinationStream, type Logger, pino } from 'pino'
import { redact } from './domain/redact.ts'

/** Structured logs on standard output (or `to`), every line with its secrets taken out. */
export function createLog(level: string, to?: DestinationStream): Logger {
  const out = to ?? process.stdout
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: pino.stdSerializers.errWithCause },
    },
    { write: (line: string) => void out.write(redact(line)) },
  )
}
