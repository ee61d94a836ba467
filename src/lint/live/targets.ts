import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import { type Ask, notLookedAt } from './ask.ts'

/** Whether every deployment and ConfigMap that service.yml lists is in the cluster. */
export async function liveTargets({ service, file }: ServiceFolder, ask: Ask): Promise<Note[]> {
  const { namespace, targets } = service
  const one = async (kind: 'deployments' | 'configmaps', name: string, n: number): Promise<Note[]> => {
    const where = { file, path: ['targets', kind, n] }
    const word = kind === 'deployments' ? 'deployment' : 'ConfigMap'
    const found = await ask(({ instruments: { cluster } }) =>
      kind === 'deployments'
        ? cluster.deployment({ namespace, name }).then(Boolean)
        : cluster.configMap({ namespace, name }).then(Boolean),
    )
    if (!found.ok) return [notLookedAt(where, `The ${word} ${name}`, found)]
    if (found.value) return []
    return [
      {
        ...where,
        rule: 'target-missing',
        says: `There is no ${word} ${name} in namespace ${namespace}`,
        advice: 'Correct the name or the namespace, or take it out',
      },
    ]
  }
  const notes = await Promise.all([
    ...targets.deployments.map((name, n) => one('deployments', name, n)),
    ...targets.configmaps.map((name, n) => one('configmaps', name, n)),
  ])
  return notes.flat()
}
