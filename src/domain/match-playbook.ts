import { isForIncidents, type PinnedPlaybook } from './playbook.ts'
import type { Severity } from './severity.ts'

export type Happening = {
  service?: string | undefined
  severity: Severity
  title: string
  /** Names of the alerts that fired. */
  alerts?: readonly string[]
}

/** Playbooks that fit, best first. `best` is set only when there is no doubt: it may start by itself. */
export type Match = { ranked: PinnedPlaybook[]; best?: PinnedPlaybook }

const alertWeight = 10
const titleWeight = 3
const hintWeight = 1

/** What half of all incidents say: true of too many to tell one from another. */
const commonWords = new Set(
  `about above after again alert alerts all another answer answers answering are been before below being broken but
  cannot check critical degraded does doesn don down error errors every everything fail failed failing fails failure
  failures from has have health healthy high incident into isn issue issues jobs less low more most not nothing
  offline only our out outage outages over platform problem problems production rate running server servers service
  services slow some since something status still system systems than that the their them there they this too
  trouble unavailable unhealthy unreachable until urgent very was went when where which while will with within
  without working wrong your`.split(/\s+/),
)

/**
 * Ranks the playbooks of the service (of all, when none is named) that are meant for the severity. A playbook
 * is `best` when an alert, or a word of four letters or more that is not common, speaks for it alone at the top.
 */
export function matchPlaybooks(happening: Happening, playbooks: readonly PinnedPlaybook[]): Match {
  const words = significant(happening.title, happening.service)
  const alerts = new Set((happening.alerts ?? []).map((name) => name.toLowerCase()))
  const scored = playbooks
    .filter(({ playbook }) => happening.service === undefined || playbook.service === happening.service)
    .filter(({ playbook }) => isForIncidents(playbook) && playbook.declare.includes(happening.severity))
    .map((pinned) => ({ pinned, score: score(pinned, words, alerts) }))
    .sort((a, b) => b.score - a.score || (a.pinned.playbook.id < b.pinned.playbook.id ? -1 : 1))
  const [first, second] = scored
  const certain = first && first.score > 0 && first.score > (second?.score ?? 0)
  return {
    ranked: scored.map((one) => one.pinned),
    ...(certain ? { best: first.pinned } : {}),
  }
}

function score(
  { playbook }: PinnedPlaybook,
  words: ReadonlySet<string>,
  alerts: ReadonlySet<string>,
): number {
  const { alerts: known = [], symptoms = [], when = '' } = playbook.detect ?? {}
  const inTitle = significant(playbook.title, playbook.service)
  const inHints = significant([...known, ...symptoms, when].join(' '), playbook.service)
  const fired = known.filter((name) => alerts.has(name.toLowerCase())).length
  let sum = fired * alertWeight
  for (const word of words) sum += inTitle.has(word) ? titleWeight : inHints.has(word) ? hintWeight : 0
  return sum
}

/** `DynexDown` and `dynex.health_status` hold the words they are made of; a plural counts as its singular. */
function significant(text: string, service: string | undefined): Set<string> {
  const own = new Set(service?.split('-'))
  const found = text
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 4 && !/^\d+$/.test(word) && !commonWords.has(word) && !own.has(word))
  return new Set(found.map((word) => (word.length > 4 ? word.replace(/(?<!s)s$/, '') : word)))
}
