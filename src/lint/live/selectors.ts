import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import { type Use, usesOf } from '../uses.ts'
import { type Ask, notLookedAt } from './ask.ts'

/** Whether the selectors of checks match pods, and the containers they name exist. */
export async function liveSelectors({ service, playbooks }: ServiceFolder, ask: Ask): Promise<Note[]> {
  const asked = new Map<string, ReturnType<typeof look>>()
  const look = (selector: string) =>
    ask(({ instruments: { cluster } }) => cluster.pods(service.namespace, selector))
  const pods = (selector: string) => {
    const known = asked.get(selector) ?? look(selector)
    asked.set(selector, known)
    return known
  }

  const one = async (file: string, { input, path }: Use): Promise<Note[]> => {
    const { selector, container } = input
    if (typeof selector !== 'string') return []
    const where = { file, path: [...path, 'selector'] }
    const found = await pods(selector)
    if (!found.ok) return [notLookedAt(where, `Pods of ${selector}`, found)]
    if (found.value.length === 0)
      return [
        {
          ...where,
          rule: 'no-pods',
          says: `No pod in ${service.namespace} has the selector ${selector}`,
          advice: 'Compare it with kubectl get pods --show-labels',
        },
      ]
    const names = [...new Set(found.value.flatMap(({ containers }) => containers))]
    if (typeof container !== 'string' || names.includes(container)) return []
    return [
      {
        file,
        path: [...path, 'container'],
        rule: 'container-missing',
        says: `No pod of ${selector} has a container ${container}`,
        advice: `They have ${names.join(', ')}`,
      },
    ]
  }
  const notes = await Promise.all(
    playbooks.flatMap(({ playbook, file }) => usesOf(playbook).map((use) => one(file, use))),
  )
  return notes.flat()
}
