import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { draft } from './draft.ts'

const bytes = z.instanceof(Uint8Array)
const given = z.object({
  bytes,
  about: z.object({
    name: z.string(),
    service: z.string().exactOptional(),
    organization: bytes.exactOptional(),
  }),
})

const asked = given.parse(workerData)
parentPort?.postMessage(draft(asked.bytes, asked.about))
