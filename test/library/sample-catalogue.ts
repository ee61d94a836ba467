import { z } from 'zod'
import { duration } from '../../src/domain/duration.ts'
import type { Catalogue } from '../../src/library/catalogue.ts'

/** Inputs as checks and remediations declare them; what runs behind the names is not the library's affair. */
export const sampleCatalogue: Catalogue = {
  checks: [
    {
      name: 'http',
      summary: 'Sample of http',
      input: z.object({ url: z.url(), expect: z.object({ status: z.int() }).optional() }),
    },
    { name: 'pods', summary: 'Sample of pods', input: z.object({ selector: z.string() }) },
    {
      name: 'logs',
      summary: 'Sample of logs',
      input: z.object({ selector: z.string(), match: z.string(), since: duration.optional() }),
    },
    {
      name: 'rollout-history',
      summary: 'Sample of rollout-history',
      input: z.object({ deployment: z.string() }),
    },
    {
      name: 'config',
      summary: 'Sample of config',
      input: z.object({ configmap: z.string(), expect: z.record(z.string(), z.string()).optional() }),
    },
  ],
  remediations: [
    {
      name: 'rollback',
      summary: 'Sample of rollback',
      input: z.object({ deployment: z.string(), revision: z.int().optional() }),
    },
    {
      name: 'scale',
      summary: 'Sample of scale',
      input: z.object({ deployment: z.string(), replicas: z.int().min(0) }),
    },
    { name: 'flush-cache', summary: 'Sample of flush-cache', input: z.object({ cache: z.string() }) },
    {
      name: 'fallback-toggle',
      summary: 'Sample of fallback-toggle',
      input: z.object({
        configmap: z.string(),
        set: z.record(z.string(), z.string()),
        restart: z.array(z.string()).default([]),
      }),
    },
  ],
}
