import { z } from 'zod'
import type { Container } from '../../app/ports/cluster-objects.ts'
import { compareQuantities, quantity } from '../../domain/quantity.ts'
import type { Resource } from '../safeguards/limits.ts'

export const kinds = ['requests', 'limits'] as const
export type Kind = (typeof kinds)[number]
export const resources: readonly Resource[] = ['cpu', 'memory']

/** One amount of a container; null where it has none. */
export const amount = z.object({
  kind: z.enum(kinds),
  resource: z.enum(['cpu', 'memory']),
  value: z.string().nullable(),
})
export type Amount = z.infer<typeof amount>

const asked = z
  .strictObject({
    cpu: z.union([quantity, z.null()]).optional(),
    memory: z.union([quantity, z.null()]).optional(),
  })
  .default({})
  .meta({ description: 'cpu and memory as Kubernetes writes them; null takes one away' })

export const resourcesInput = z
  .strictObject({
    deployment: z.string(),
    container: z.string().optional().meta({ description: 'Needed where there are several' }),
    requests: asked,
    limits: asked,
  })
  .refine(({ requests, limits }) => [requests, limits].some((one) => Object.keys(one).length > 0), {
    path: ['limits'],
    error: 'Name at least one request or limit',
  })
export type ResourcesInput = z.infer<typeof resourcesInput>

/** What is asked for, an amount each. */
export const amountsAsked = (input: Pick<ResourcesInput, Kind>): Amount[] =>
  kinds.flatMap((kind) =>
    resources.flatMap((resource) => {
      const value = input[kind][resource]
      return value === undefined ? [] : [{ kind, resource, value }]
    }),
  )

/** What a container has in the place of an amount. */
export const amountNow = (container: Container, { kind, resource }: Omit<Amount, 'value'>): string | null =>
  container.resources[kind][resource] ?? null

/** The server may spell an amount otherwise: `1000m` comes back as `1`. */
export const sameAmount = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : compareQuantities(a, b) === 0

export const holdsAmounts = (container: Container, amounts: readonly Amount[]): boolean =>
  amounts.every((one) => sameAmount(amountNow(container, one), one.value))

/** As the cluster takes them, and as they are asked for. */
export function byKind(amounts: readonly Amount[]): Record<Kind, Partial<Record<Resource, string | null>>> {
  const of = (kind: Kind) =>
    Object.fromEntries(
      amounts.filter((one) => one.kind === kind).map(({ resource, value }) => [resource, value]),
    )
  return { requests: of('requests'), limits: of('limits') }
}

/** `memory limit` */
export const amountName = ({ kind, resource }: Omit<Amount, 'value'>): string =>
  `${resource} ${kind === 'limits' ? 'limit' : 'request'}`

export const amountWords = (value: string | null): string => value ?? 'none'
