import { z } from 'zod'
import type { World } from '../../../cluster/world.ts'
import type { Answered, StandIn } from '../../../machine/stand-in.ts'
import { namespace, settingsMap } from '../programs/state.ts'
import { goodSettings } from '../seed.ts'

type Settings = Readonly<Record<string, string>>

const settings = z.looseObject({ data: z.record(z.string(), z.string()) })

/** Copies that were kept, by day; the stand-in for a folder of files. */
const kept = new WeakMap<World, Map<string, Settings>>()

const copiesOf = (world: World): Map<string, Settings> => {
  const copies = kept.get(world) ?? new Map<string, Settings>()
  kept.set(world, copies)
  return copies
}

function read(world: World): Settings {
  const found = world.store.get('configmaps', namespace, settingsMap)
  if (!found) throw new Error(`Error from server (NotFound): configmaps "${settingsMap}" not found`)
  return settings.parse(found).data
}

function write(world: World, data: Settings, manager: string): void {
  const found = world.store.get('configmaps', namespace, settingsMap)
  if (found) world.store.update('configmaps', { ...found, data: { ...data } }, { manager })
}

const isSame = (one: Settings, other: Settings): boolean => differences(one, other).length === 0

const differences = (now: Settings, then: Settings): string[] =>
  [...new Set([...Object.keys(now), ...Object.keys(then)])]
    .sort()
    .flatMap((key) =>
      now[key] === then[key]
        ? []
        : [
            ...(now[key] === undefined ? [] : [`-  ${key}: ${now[key]}`]),
            ...(then[key] === undefined ? [] : [`+  ${key}: ${then[key]}`]),
          ],
    )

/** Stands in for the script that keeps a copy of the settings, as of a day. */
export const keepConfig: StandIn = ([day, ...more], world) => {
  if (!day || more.length > 0) return { code: 2, stderr: ['usage: quantum-rerank-keep-config DAY'] }
  copiesOf(world).set(day, read(world))
  return { code: 0 }
}

/** The settings that a file holds: those of the repository, or a copy. */
function fileOf(world: World, path: string): Settings {
  const day = /config-backup-(\d+)\.yaml$/.exec(path)?.[1]
  const found = day === undefined ? goodSettings : copiesOf(world).get(day)
  if (!found) throw new Error(`error: the path "${path}" does not exist`)
  return found
}

/** As `kubectl diff` does, ends with 1 where something differs. */
export function compareSettings(world: World, path: string): Answered {
  const lines = differences(read(world), fileOf(world, path))
  return lines.length > 0 ? { code: 1, stdout: lines } : { code: 0, stdout: [] }
}

export function applySettings(world: World, path: string, isTrial: boolean): string[] {
  const wanted = fileOf(world, path)
  const same = isSame(read(world), wanted)
  if (!same && !isTrial) write(world, wanted, 'kubectl-client-side-apply')
  return [
    `configmap/${settingsMap} ${same ? 'unchanged' : 'configured'}${isTrial ? ' (server dry run)' : ''}`,
  ]
}

const jsonPatch = z.array(z.object({ op: z.enum(['test', 'replace']), path: z.string(), value: z.string() }))

/** What `kubectl patch --type=json` does: nothing where a test fails. */
export function patchSettings(world: World, body: string, isTrial: boolean): string[] {
  const data: Record<string, string> = { ...read(world) }
  for (const { op, path, value } of jsonPatch.parse(JSON.parse(body))) {
    const key = path.replace('/data/', '')
    if (data[key] === undefined || (op === 'test' && data[key] !== value))
      throw new Error(
        'The request is invalid: the server rejected our request due to an error in our request',
      )
    data[key] = value
  }
  if (!isTrial) write(world, data, 'kubectl-patch')
  return [`configmap/${settingsMap} patched`]
}
