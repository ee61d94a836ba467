import type { Cluster } from '../../app/ports/cluster.ts'
import type { Service } from '../../domain/service.ts'
import { ownerWarnings } from '../../remediations/safeguards/warnings.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import { type Use, usesOf } from '../uses.ts'
import type { Ask } from './ask.ts'

/** Who else decides what fixes change: an autoscaler, or a tool that puts back what its repository says. */
export async function liveOwners({ service, playbooks }: ServiceFolder, ask: Ask): Promise<Note[]> {
  const notes = await Promise.all(
    playbooks.flatMap(({ playbook, file }) =>
      usesOf(playbook)
        .filter(({ kind }) => kind === 'fix')
        .map(async (use): Promise<Note[]> => {
          const where = { file, path: use.path.slice(0, -1), key: 'fix' }
          const found = await ask(({ instruments: { cluster } }) => warnings(cluster, service, use))
          // What cannot be read here is told where it is listed.
          return found.ok ? found.value.map((note) => ({ ...where, ...note })) : []
        }),
    ),
  )
  return notes.flat()
}

type Warned = Pick<Note, 'rule' | 'says' | 'advice'>

async function warnings(cluster: Cluster, { namespace }: Service, { name, input }: Use): Promise<Warned[]> {
  const texts = (key: string) => [input[key]].flat().filter((one) => typeof one === 'string')
  const changed = [
    ...texts('deployment').map((one) => cluster.deployment({ namespace, name: one })),
    ...texts('restart').map((one) => cluster.deployment({ namespace, name: one })),
    ...texts('configmap').map((one) => cluster.configMap({ namespace, name: one })),
  ]
  const objects = (await Promise.all(changed)).filter((one) => one !== undefined)
  const managed = objects.flatMap((one) =>
    ownerWarnings(one.name, one).map((says) => ({
      rule: 'managed-elsewhere' as const,
      says,
      advice: 'Let it ignore what Muster changes, or say in the step what to change there too',
    })),
  )
  const [scaled] = name === 'scale' ? texts('deployment') : []
  const found = scaled === undefined ? undefined : await cluster.autoscaler({ namespace, name: scaled })
  if (!found) return managed
  return [
    ...managed,
    {
      rule: 'autoscaler-fights' as const,
      says: `The autoscaler ${found.name} keeps ${scaled} between ${found.min} and ${found.max} replicas, and changes what this sets`,
      advice: 'Use set-autoscaling, which sets its bounds',
    },
  ]
}
