import { nearest } from '../../domain/nearest.ts'
import { isForIncidents, leadsTo } from '../../domain/playbook.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import { stepLists } from '../uses.ts'

/** A button that starts a playbook has to find one. */
export function leadsRule({ service, playbooks }: ServiceFolder): Note[] {
  const known = playbooks.map(({ playbook }) => playbook).filter(isForIncidents)
  const ids = known.map(({ id }) => id)
  return playbooks.flatMap(({ file, playbook }) =>
    stepLists(playbook).flatMap(({ path, steps }) =>
      steps.flatMap((step, n): Note[] => {
        const next = leadsTo(service.id, step)
        if (next === undefined || ids.includes(next)) return []
        const meant = nearest(next, ids)
        return [
          {
            file,
            path: [...path, n, 'playbook'],
            rule: 'no-such-playbook',
            says: `There is no playbook ${next} for incidents`,
            advice: meant
              ? `Did you mean ${meant.slice(service.id.length + 1)}?`
              : 'Name one as its file is called',
          },
        ]
      }),
    ),
  )
}
