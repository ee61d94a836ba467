import { z } from 'zod'
import { value } from '../../checks/declared/declared.ts'
import type { Json } from '../../domain/json.ts'
import { fill } from '../../domain/placeholders.ts'
import type { Change } from '../../domain/remediation.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Command, DeclaredRequest, Service } from '../../domain/service.ts'
import { targetsOf } from '../../domain/target-names.ts'
import { mayNotChange } from '../safeguards/guard.ts'

/** What puts it back, with the values it will be given: frozen when it is planned. */
export const undoData = z.object({ name: z.string(), with: z.record(z.string(), value) })
type Undo = z.infer<typeof undoData> | undefined

/** `failed jobs → queued again`, and `queue: paused → running`, as a change; other text as what follows. */
export function readChange(text: string, what: string): Change {
  const [, named, before, after] = /^(?:([^:→]{1,80}):\s+)?(.*?)\s*(?:→|->)\s*(.+)$/.exec(text.trim()) ?? []
  return before !== undefined && after !== undefined
    ? { what: named ?? what, before, after }
    : { what, before: 'as it is', after: text.trim() }
}

/** All that it changes besides itself, as plans name it; refused where one of these is frozen. */
export function touched({ touches }: Command | DeclaredRequest, service: Service): Result<string[]> {
  const kinds = ['deployments', 'configmaps', 'caches'] as const
  for (const name of touches)
    for (const kind of kinds) {
      const listed = service.targets[kind].some((one) => (typeof one === 'string' ? one : one.name) === name)
      const refused = listed ? mayNotChange(service, kind, name) : undefined
      if (refused) return refused
    }
  return ok(targetsOf(service).flatMap(({ name, target }) => (touches.includes(name) ? [target] : [])))
}

export const noWayBack = 'What it does stays, and service.yml declares no undo: Muster cannot put it back'

/** The undo of what was declared, with the values it hands on; to be stored with the plan. */
export function frozenUndo(
  { undo }: Command | DeclaredRequest,
  values: Readonly<Record<string, string>>,
): Undo {
  if (!undo) return undefined
  const filled = Object.entries(undo.with).flatMap(([name, one]): [string, string | number][] => {
    if (typeof one === 'string') return [[name, fill(one, values)]]
    return typeof one === 'number' ? [[name, one]] : []
  })
  return { name: undo.name, with: Object.fromEntries(filled) }
}

/** The request that puts back what a declared command or request did. */
export function undoRequest(
  undo: Undo,
  name: string,
  service: Service,
): Result<{ name: string; input: { readonly [key: string]: Json } }> {
  if (!undo) return refuse('no-undo', `${service.id}/service.yml declares no undo for ${name}`)
  if (service.commands.some((one) => one.name === undo.name))
    return ok({ name: 'run-command', input: { command: undo.name, with: undo.with } })
  if (service.requests.some((one) => one.name === undo.name))
    return ok({ name: 'http-request', input: { request: undo.name, with: undo.with } })
  return refuse('no-undo', `${undo.name}, which puts back ${name}, is no longer in ${service.id}/service.yml`)
}
