import type { ModalView, PlainTextOption } from '@slack/types'
import { findPlaybooks } from '../../../domain/find-playbooks.ts'
import type { Incident } from '../../../domain/incident.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import { section } from '../blocks.ts'
import { option } from '../elements.ts'
import { form } from './form.ts'
import { offered, searchField } from './inputs.ts'

/** Field: `playbook`, its id, out of `playbookGroups`. Tells instead of asking where there is none. */
export function runForm(incident: Incident, playbooks: readonly Pick<Playbook, 'id'>[]): ModalView {
  const ref = { incident: incident.id }
  if (playbooks.length === 0)
    return form('incident.run', ref, { title: 'Run a playbook' }, [
      section(['There is no playbook for this service yet.']),
    ])
  return form('incident.run', ref, { title: 'Run a playbook', submit: 'Run' }, [
    searchField('playbook', 'Which playbook?', 'Find by title, symptom, alert or step'),
  ])
}

export type PlaybookGroup = { label: string; options: PlainTextOption[] }

/** Slack takes no more options at once. */
const most = 100

/**
 * What can be run and has every word of `query` in it, in the order of `playbooks`: first what is meant for the
 * severity, then the rest. A playbook that is under way is not offered again.
 */
export function playbookGroups(
  incident: Incident,
  playbooks: readonly Playbook[],
  query: string,
): PlaybookGroup[] {
  const underWay = new Set(incident.runs.filter(({ endedAt }) => !endedAt).map((run) => run.playbook))
  const found = findPlaybooks(playbooks, query).filter(({ id }) => !underWay.has(id))
  const fits = ({ declare }: Playbook) => declare.includes(incident.severity)
  const severity = incident.severity.toUpperCase()
  const meant = offered(found.filter(fits).map(playbookOption), most)
  const others = offered(found.filter((one) => !fits(one)).map(playbookOption), most - meant.length)
  return [
    { label: `For a ${severity}, best first`, options: meant },
    { label: 'For other severities', options: others },
  ].filter(({ options }) => options.length > 0)
}

const playbookOption = ({ id, title, declare, detect }: Playbook): PlainTextOption => {
  const sign = detect?.symptoms[0] ?? detect?.alerts[0] ?? id
  return option(title, id, `${declare.map((one) => one.toUpperCase()).join(', ')} · ${sign}`)
}
