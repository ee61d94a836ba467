import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** Recorded with kubectl and curl against a real API server; shared beside the repository. */
const path = new URL('../../../../../shared/kubernetes/exchanges.jsonl', import.meta.url)

const exchange = z.object({
  label: z.string(),
  method: z.string(),
  path: z.string(),
  accept: z.string().optional(),
  contentType: z.string().nullish(),
  request: z.unknown().optional(),
  status: z.number(),
  responseContentType: z.string().nullish(),
  response: z.unknown().optional(),
})

export type Exchange = z.infer<typeof exchange> & { line: number }

export const isAbsent = !existsSync(path)

export const readExchanges = (): Exchange[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((text, line) => ({ ...exchange.parse(JSON.parse(text)), line }))

/**
 * The recording kept Protobuf as text, in which ten bytes of `kubectl create deployment` became U+FFFD. These
 * are the ten that kubectl 1.32 sends: two lengths, then the tags of fields that it leaves empty.
 */
const lostBytes = [0xdb, 0x99, 0x80, 0x88, 0x90, 0xa2, 0x82, 0x8a, 0x9a, 0xc2]

/** What the client sent, byte for byte; nothing where it sent no body. */
export function bodyOf({ request, line }: Exchange): Buffer | undefined {
  if (request === undefined || request === null) return undefined
  if (typeof request !== 'string') return Buffer.from(JSON.stringify(request))
  const lost = [...lostBytes]
  const bytes = [...request].map((letter) =>
    letter === '\ufffd' ? Buffer.from([lost.shift() ?? 0]) : Buffer.from(letter),
  )
  if (request.includes('\ufffd') && lost.length > 0) throw new Error(`Line ${line} lost other bytes`)
  return Buffer.concat(bytes)
}
