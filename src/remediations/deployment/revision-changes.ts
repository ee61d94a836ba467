import type { Container, Deployment, Revision } from '../../app/ports/cluster-objects.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Change } from '../../domain/remediation.ts'

const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`

function resourceChanges(before: Container, after: Container): Change[] {
  return (['requests', 'limits'] as const).flatMap((kind) => {
    const [old, next] = [before.resources[kind], after.resources[kind]]
    return [...new Set([...Object.keys(old), ...Object.keys(next)])].sort().flatMap((resource) => {
      const [from = 'none', to = 'none'] = [old[resource], next[resource]]
      return from === to ? [] : [{ what: `${resource} ${kind} of ${after.name}`, before: from, after: to }]
    })
  })
}

function containerChanges(now: Deployment, to: Revision): Change[] {
  const added = to.containers.flatMap((container) => {
    const before = now.containers.find(({ name }) => name === container.name)
    if (!before)
      return [{ what: `image of ${container.name}`, before: 'no such container', after: container.image }]
    const image =
      before.image === container.image
        ? []
        : [{ what: `image of ${container.name}`, before: before.image, after: container.image }]
    return [...image, ...resourceChanges(before, container)]
  })
  const removed = now.containers
    .filter(({ name }) => !to.containers.some((kept) => kept.name === name))
    .map(({ name, image }) => ({ what: `container ${name}`, before: image, after: 'none' }))
  return [...added, ...removed]
}

const shownMost = 300
const cut = (value: string) => (value.length > shownMost ? `${value.slice(0, shownMost)}…` : value)

/** Settings of containers that are in both; one that comes or goes is told whole. */
function settingChanges(now: Deployment, to: Revision): Change[] {
  const [ours, theirs] = [now, to].map(({ containers }) => containers.map(({ name }) => name))
  const lone = [...(ours ?? []), ...(theirs ?? [])].filter(
    (name) => !(ours?.includes(name) && theirs?.includes(name)),
  )
  return [...new Set([...Object.keys(now.settings), ...Object.keys(to.settings)])]
    .filter((what) => now.settings[what] !== to.settings[what])
    .filter((what) => !lone.some((name) => what.endsWith(` of ${name}`)))
    .sort()
    .map((what) => ({
      what,
      before: cut(now.settings[what] ?? 'not set'),
      after: cut(to.settings[what] ?? 'not set'),
    }))
}

/** How long before the current revision another was made. Ages from now would make a plan another every minute. */
function made(current: Revision | undefined, to: Revision): string {
  const older = current ? Date.parse(current.createdAt) - Date.parse(to.createdAt) : 0
  return older >= 1000 ? `${minute(to.createdAt)} (${formatDuration(older)} older)` : minute(to.createdAt)
}

/** What a tired human must see of going from what runs now to a kept revision. */
export function changesBetween(now: Deployment, current: Revision | undefined, to: Revision): Change[] {
  const containers = containerChanges(now, to)
  const settings = settingChanges(now, to)
  // What is hidden as a secret may be all that is different.
  const unseen = {
    what: 'pod template',
    before: now.release === to.release ? 'restarted since' : 'same images, other settings',
    after: `as in revision ${to.revision}`,
  }
  return [
    { what: 'revision', before: String(now.revision), after: String(to.revision) },
    ...(containers.length + settings.length === 0 ? [unseen] : containers),
    {
      what: 'change cause',
      before: current?.changeCause ?? 'not noted',
      after: to.changeCause ?? 'not noted',
    },
    { what: 'made', before: current ? minute(current.createdAt) : 'just now', after: made(current, to) },
    ...settings,
  ]
}
