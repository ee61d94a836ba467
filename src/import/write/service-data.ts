import type { JsonObject } from '../../domain/json.ts'
import type { CommandDraft, Fact, PlaybookDraft } from '../draft/draft.ts'
import { commandData } from '../draft/shop.ts'
import { shorten } from '../outline/title.ts'
import type { Mark } from './mark.ts'
import type { Drawn } from './playbook-data.ts'
import { severityData } from './severity-data.ts'
import { usesOf } from './targets.ts'

export type ServiceDraft = {
  name: string
  namespace?: string
  owner: string
  facts: readonly Fact[]
  commands: readonly CommandDraft[]
  playbooks: readonly PlaybookDraft[]
  /** People of organization.yml, by the contact that the document names. */
  known(name: string): string | undefined
}

/** service.yml, and which lines went where. */
export function serviceData(draft: ServiceDraft): Drawn {
  const { facts, commands, playbooks } = draft
  const marks: Mark[] = []
  const ask = (path: string[], ...decide: string[]) => void marks.push({ path, from: [], decide })
  ask(['owners'], 'who answers for this service? Named as in organization.yml')
  ask(
    ['namespace'],
    draft.namespace === undefined
      ? 'the document names no namespace'
      : 'is this the namespace of all targets?',
  )
  ask(['targets'], 'all that the playbooks use is listed; what is not listed is refused')
  const escalation = levels(draft, marks)
  const severities = severityData(facts, marks)
  const uses = usesOf(playbooks)
  const limits = limitData(uses, ask)
  const urls = uses.urls
  const channel = facts.find((one) => one.kind === 'channel')
  if (channel) marks.push({ path: ['announce'], from: channel.from, decide: ['are incidents told here?'] })
  const dashboards = dashboardData(facts, marks)
  const prometheus = prometheusOf([...urls, ...dashboards.map(({ url }) => url)])
  if (prometheus !== undefined) ask(['prometheus'], 'is this what checks called prometheus may ask?')
  commands.forEach(({ from, decide, reads }, n) => {
    const effect = reads
      ? 'does it only look, however often it runs? Otherwise say what it changes, in place of readOnly'
      : 'changes: what is different afterwards? And undo, idempotent, timeout'
    marks.push({ path: ['commands', n], from, decide: [effect, ...decide] })
  })
  uses.caches.forEach(({ selector }, n) => {
    if (selector.startsWith('undecided='))
      marks.push({
        path: ['targets', 'caches', n],
        from: [],
        decide: ['which labels has the pod? Or give url: redis://host:6379'],
      })
  })
  return {
    data: {
      name: shorten(draft.name, 75),
      owners: [draft.owner],
      ...(escalation.length > 0 ? { escalation } : {}),
      ...(severities ? { severities } : {}),
      namespace: draft.namespace ?? 'undecided',
      targets: {
        deployments: uses.deployments,
        configmaps: uses.configmaps,
        caches: uses.caches.map((one) => ({ ...one })),
        urls,
      },
      ...(commands.length > 0 ? { commands: commands.map(commandData) } : {}),
      ...(prometheus === undefined ? {} : { prometheus }),
      ...(limits ? { limits } : {}),
      ...(channel ? { announce: channel.name } : {}),
      ...(dashboards.length > 0 ? { dashboards: dashboards.map(({ title, url }) => ({ title, url })) } : {}),
    },
    marks,
  }
}

function levels({ facts, known }: ServiceDraft, marks: Mark[]): JsonObject[] {
  const found = new Map<string, Extract<Fact, { kind: 'level' }>>()
  for (const fact of facts) if (fact.kind === 'level' && !found.has(fact.name)) found.set(fact.name, fact)
  return [...found.values()].map(({ name, after, from }, n) => {
    const person = known(name)
    marks.push({
      path: ['escalation', n],
      from,
      decide: [
        ...(person === undefined ? ['who is this? people: […], or userGroup: …'] : []),
        ...(after === undefined
          ? ['after how long? At once, as it stands; after: 10m']
          : ['after: is it counted from the declaration?']),
      ],
    })
    return {
      name: shorten(name, 150),
      ...(person === undefined ? {} : { people: [person] }),
      ...(after === undefined ? {} : { after }),
    }
  })
}

function limitData(
  { replicas, resources }: ReturnType<typeof usesOf>,
  ask: (path: string[], says: string) => void,
) {
  if (replicas.size + resources.size === 0) return undefined
  ask(['limits'], 'how far may remediations go? As far as the document itself, as it stands')
  return {
    ...(replicas.size > 0 ? { maxReplicas: Object.fromEntries(replicas) } : {}),
    ...(resources.size > 0 ? { maxResources: Object.fromEntries(resources) } : {}),
  }
}

function dashboardData(facts: readonly Fact[], marks: Mark[]): { title: string; url: string }[] {
  const all = facts.filter((fact) => fact.kind === 'dashboard')
  return all.map(({ title, url, from }, n) => {
    marks.push({ path: ['dashboards', n], from, decide: [] })
    return { title: shorten(title, 75), url }
  })
}

function prometheusOf(urls: readonly string[]): string | undefined {
  const found = urls.find((url) => URL.canParse(url) && /prometheus/i.test(new URL(url).hostname))
  return found === undefined ? undefined : new URL(found).origin
}
