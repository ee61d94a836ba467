import { z } from 'zod'
import { heldValue } from '../../checks/config.ts'
import { looksSecret, redactValue } from '../../domain/redact.ts'

/** Values of a ConfigMap by key; null where a key is not set. */
export const values = z.record(z.string(), z.string().nullable())
export type Values = z.infer<typeof values>

export const configData = z.object({
  namespace: z.string(),
  configmap: z.string(),
  /** As found, those in `secret` left out. */
  before: values,
  /** Keys that were set to what looks like a secret: the record keeps no such value. */
  secret: z.array(z.string()),
  set: values,
  restart: z.array(z.string()),
})
export type ConfigData = z.infer<typeof configData>

export const shown = (key: string, value: string | null): string =>
  value === null ? 'not set' : looksSecret(key, value) ? redactValue(key, value) : value

export const holds = (now: Readonly<Record<string, string>>, wanted: Values): boolean =>
  differing(now, wanted).length === 0

/** Keys whose value is another than wanted. */
export const differing = (now: Readonly<Record<string, string>>, wanted: Values): string[] =>
  Object.entries(wanted)
    .filter(([key, value]) => (heldValue(now, key) ?? null) !== value)
    .map(([key]) => key)

/** As the plan found it: the values kept, and no more known of the others than that they were set to something else. */
export const asBefore = (
  now: Readonly<Record<string, string>>,
  { before, secret, set }: ConfigData,
): boolean =>
  holds(now, before) && secret.every((key) => ![undefined, set[key]].includes(heldValue(now, key)))

/** The keys that the plan changes. */
export const changing = ({ before, secret, set }: ConfigData): string[] =>
  Object.keys(set).filter((key) => secret.includes(key) || before[key] !== set[key])
