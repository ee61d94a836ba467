import { z } from 'zod'
import { Denied } from '../app/ports/failures.ts'
import { count } from '../domain/count.ts'
import { redactValue } from '../domain/redact.ts'
import { notListed } from './allowed.ts'
import { defineCheck } from './check.ts'
import { evidenceLines } from './evidence.ts'
import { onNamed } from './rights.ts'

/** A value of a ConfigMap. YAML reads `true` and `5` as other than text; a ConfigMap holds only text. */
export const configValue = z.union([z.string(), z.number(), z.boolean()]).transform(String)

/** The value of a key that a ConfigMap holds itself: a key may be called `constructor`. */
export const heldValue = (data: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(data, key) ? data[key] : undefined

export const config = defineCheck({
  name: 'config',
  summary: 'Read values of a ConfigMap and compare them',
  input: z.strictObject({
    configmap: z.string(),
    expect: z.record(z.string(), configValue).default({}),
    keys: z.array(z.string()).optional().meta({ description: 'Keys to show; those expected when absent' }),
  }),
  timeoutMs: 20_000,
  rights: ({ configmaps }) => onNamed('', 'configmaps', ['get'], configmaps),

  async run({ configmap, expect, keys }, { cluster }, { service }) {
    const refusal = notListed(service, 'configmaps', configmap)
    if (refusal) throw new Denied(refusal)
    const found = await cluster.configMap({ namespace: service.namespace, name: configmap })
    if (!found) throw new Denied(`There is no ConfigMap ${configmap} in namespace ${service.namespace}`)
    const shown = (key: string, value = heldValue(found.data, key)) =>
      value === undefined ? `${key} is not set` : `${key}=${redactValue(key, value)}`
    const wrong = Object.entries(expect).filter(([key, value]) => heldValue(found.data, key) !== value)
    const expected = Object.keys(expect)
    const listed = keys ?? (expected.length > 0 ? expected : Object.keys(found.data).sort())
    return {
      passed: wrong.length === 0,
      summary:
        wrong.length > 0
          ? `${configmap}: ${wrong.map(([key, value]) => `${shown(key)} instead of ${redactValue(key, value)}`).join('; ')}`
          : expected.length > 0
            ? `${configmap} has ${count(expected.length, 'value')} as expected`
            : `${configmap} has ${count(Object.keys(found.data).length, 'value')}`,
      evidence: evidenceLines(listed.map((key) => shown(key))),
    }
  },
})
