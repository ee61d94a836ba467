import type { Playbook } from '../../domain/playbook.ts'
import { severities } from '../../domain/severity.ts'
import type { Note } from '../finding.ts'
import type { LintFolder, ServiceFolder } from '../folder.ts'

/** Which playbook is offered when: severities that fit, and alerts that point to one playbook only. */
export function offersRule({ service, file, playbooks }: ServiceFolder): Note[] {
  const promised = severities.filter((one) => service.severities[one])
  const never = playbooks.flatMap(({ playbook, file: own }): Note[] => {
    if (promised.length === 0 || playbook.declare.some((one) => promised.includes(one))) return []
    return [
      {
        file: own,
        path: ['declare'],
        rule: 'never-offered',
        says: `It is offered at ${playbook.declare.join(', ')}, and service.yml describes only ${promised.join(', ')}`,
        advice: `Add one of ${promised.join(', ')} here, or describe the severity in ${file}`,
      },
    ]
  })
  const bare = promised.filter((one) => !playbooks.some(({ playbook }) => playbook.declare.includes(one)))
  const without = bare.map(
    (severity): Note => ({
      file,
      path: ['severities'],
      key: severity,
      rule: 'no-playbook',
      says: `No playbook is offered at ${severity.toUpperCase()}`,
      advice: `Write one, or add ${severity} to the declare of one`,
    }),
  )
  return [...never, ...without]
}

type Alert = { name: string; file: string; n: number; playbook: Playbook }

/** An alert that points to two playbooks lets neither start by itself. */
export function alertsRule({ services }: LintFolder): Note[] {
  const all = services.flatMap(({ playbooks }) =>
    playbooks.flatMap(({ file, playbook }) =>
      (playbook.detect?.alerts ?? []).map((name, n): Alert => ({ name, file, n, playbook })),
    ),
  )
  return all.flatMap((one, at): Note[] => {
    const first = all.slice(0, at).find((other) => confused(one, other))
    if (!first) return []
    const twice = first.file === one.file
    return [
      {
        file: one.file,
        path: ['detect', 'alerts', one.n],
        rule: 'duplicate-alert',
        says: twice
          ? `The alert ${one.name} is named twice`
          : `The alert ${one.name} points to ${first.playbook.id} too: neither starts by itself`,
        advice: twice ? 'Keep one' : 'Name it in one of them, or let them be for different severities',
      },
    ]
  })
}

const confused = (one: Alert, other: Alert): boolean =>
  one.name.toLowerCase() === other.name.toLowerCase() &&
  one.playbook.declare.some((severity) => other.playbook.declare.includes(severity))
