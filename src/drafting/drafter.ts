import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { Drafter } from '../app/ports/drafter.ts'
import { refuse } from '../domain/result.ts'

const longestMs = 60_000
const mostMegabytes = 512

const answer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    value: z.object({
      service: z.string(),
      files: z.array(z.object({ file: z.string(), text: z.string() })),
      report: z.array(z.string()),
    }),
  }),
  z.object({ ok: z.literal(false), refusal: z.object({ code: z.string(), says: z.string() }) }),
])

const gaveUp = refuse(
  'too-much',
  'This document is more than can be drafted here: split it, or run `muster import` on it in a terminal',
)

/**
 * Drafts in a thread of its own: incidents do not wait for a long document, and one that is too much harms nothing.
 * `folder`: of the playbooks that the drafts are to join.
 */
export const createDrafter =
  (folder: string): Drafter =>
  async (bytes, about) => {
    const organization = await readFile(path.join(folder, 'organization.yml')).catch(() => undefined)
    const thread = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: { bytes, about: { ...about, ...(organization && { organization }) } },
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    })
    try {
      const [said]: unknown[] = await once(thread, 'message', { signal: AbortSignal.timeout(longestMs) })
      return answer.parse(said)
    } catch (error) {
      if (error instanceof Error && (error.name === 'AbortError' || isOutOfMemory(error))) return gaveUp
      throw error
    } finally {
      await thread.terminate()
    }
  }

const isOutOfMemory = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
