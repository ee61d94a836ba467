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
const wholeTitleWeight = 6
const wholeSymptomWeight = 4
const titleWeight = 3
const hintWeight = 1

/** What half of all incidents say: true of too many to tell one from another. */
const commonWords = new Set(
  `about above after again alert alerts all another anybody answer answers answering are been before below being broken but
  cannot check critical degraded does doesn don down error errors every everybody everything fail failed failing fails failure
  failures from has have health healthy high incident into isn issue issues jobs less low more most nobody not nothing
  offline only our out outage outages over platform problem problems production rate running server servers service
  services slow some somebody someone since something status still system systems than that the their them there they this too
  trouble unavailable unhealthy unreachable until urgent very was went when where which while will with within
  without working wrong your`.split(/\s+/),
)

/** Three letters are enough to rank by where they are none of these. */
const commonShort = new Set(
  `all and any are but can did for get got had has her his how its let may new nor not now off one our out own per
  run set she the too two use via was who why yet you`.split(/\s+/),
)

/**
 * Ranks the playbooks of the service (of all, when none is named) that are meant for the severity: words that few
 * of them have count most. A playbook is `best` when an alert, or a word of four letters or more that is not
 * common, speaks for it alone at the top.
 */
export function matchPlaybooks(happening: Happening, playbooks: readonly PinnedPlaybook[]): Match {
  const { title, service } = happening
  const heard = ` ${plain(title)} `
  const named = title.toLowerCase().split(/[^\p{L}\p{N}_]+/u)
  const alerts = new Set([...(happening.alerts ?? []).map((name) => name.toLowerCase()), ...named])
  const meant = playbooks
    .filter(({ playbook }) => service === undefined || playbook.service === service)
    .filter(({ playbook }) => isForIncidents(playbook) && playbook.declare.includes(happening.severity))
    .map((pinned): Described => ({ pinned, ...describe(pinned, alerts, heard) }))
  const words = wordsOf(title, service)
  const rare = rarity(meant)
  const sure = (word: string) => (word.length >= 4 && !/^\d+$/.test(word) ? 1 : 0)
  const scored = meant
    .map((one) => ({ ...one, sure: score(one, words, sure), close: score(one, words, rare) }))
    .sort((a, b) => b.close - a.close || (a.pinned.playbook.id < b.pinned.playbook.id ? -1 : 1))
  const [first, second] = scored.toSorted((a, b) => b.sure - a.sure)
  const best = first && first.sure > 0 && first.sure > (second?.sure ?? 0) ? first.pinned : undefined
  const others = scored.map(({ pinned }) => pinned).filter((pinned) => pinned !== best)
  return best ? { ranked: [best, ...others], best } : { ranked: others }
}

type Described = {
  pinned: PinnedPlaybook
  inTitle: Set<string>
  inHints: Set<string>
  fired: number
  /** What it weighs that its whole title, or a whole symptom, is said. */
  said: number
}

function describe(
  { playbook }: PinnedPlaybook,
  alerts: ReadonlySet<string>,
  heard: string,
): Omit<Described, 'pinned'> {
  const { alerts: known = [], symptoms = [], when = '' } = playbook.detect ?? {}
  const says = (text: string) => text.includes(' ') && heard.includes(` ${plain(text)} `)
  return {
    inTitle: wordsOf(playbook.title, playbook.service),
    inHints: wordsOf([...known, ...symptoms, when].join(' '), playbook.service),
    said: says(playbook.title) ? wholeTitleWeight : symptoms.some(says) ? wholeSymptomWeight : 0,
    fired: known.filter((name) => alerts.has(name.toLowerCase())).length,
  }
}

/** How much a word tells: 1 where every playbook has it, more the fewer have it. */
function rarity(all: readonly Described[]): (word: string) => number {
  const holding = new Map<string, number>()
  for (const { inTitle, inHints } of all)
    for (const word of new Set([...inTitle, ...inHints])) holding.set(word, (holding.get(word) ?? 0) + 1)
  return (word) => 1 + Math.log(all.length / (holding.get(word) ?? all.length))
}

function score(
  { inTitle, inHints, fired, said }: Described,
  words: ReadonlySet<string>,
  weight: (word: string) => number,
): number {
  let sum = fired * alertWeight + said
  for (const word of words)
    sum += weight(word) * (inTitle.has(word) ? titleWeight : inHints.has(word) ? hintWeight : 0)
  return sum
}

/** Words alone, a space between two. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')

/** `DynexDown` and `dynex.health_status` hold the words they are made of; a plural counts as its singular. */
function wordsOf(text: string, service: string | undefined): Set<string> {
  const own = new Set(service?.split('-'))
  const found = text
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3 && !own.has(word))
    .filter((word) => !commonWords.has(word) && !commonShort.has(word))
  return new Set(found.map((word) => (word.length > 4 ? word.replace(/(?<!s)s$/, '') : word)))
}
