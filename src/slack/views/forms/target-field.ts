import type { InputBlock, PlainTextOption, StaticSelect } from '@slack/types'
import type { Service } from '../../../domain/service.ts'
import { plainText } from '../blocks.ts'
import { option } from '../elements.ts'
import { offered, textField } from './inputs.ts'

/** Slack takes so many in all groups of one menu together. */
const most = 100

type Kind = { label: string; options: PlainTextOption[] }

/** A service's targets by kind, each kind with what changes it: the menu cannot know what else was chosen. */
function kinds({ targets, commands, requests }: Service): Kind[] {
  const { deployments, configmaps, caches } = targets
  const named = (names: readonly string[]) => names.map((name) => option(name, name))
  const told = (all: readonly { name: string; summary: string }[]) =>
    all.map(({ name, summary }) => option(name, name, summary))
  return [
    { label: 'Deployments, for rollback, restart, scale and the like', options: named(deployments) },
    { label: 'ConfigMaps, for set-config and fallback-toggle', options: named(configmaps) },
    { label: 'Caches, for flush-cache', options: named(caches.map(({ name }) => name)) },
    { label: 'Commands, for run-command', options: told(commands) },
    { label: 'Requests, for http-request', options: told(requests) },
  ]
}

/** Field `target`: a choice of what service.yml lists, or a name to type where that is nothing. */
export function targetField(service: Service | undefined): InputBlock[] {
  const all = service ? kinds(service) : []
  const choices = offered(
    all.flatMap(({ options }) => options),
    most,
  )
  const groups = all
    .map(({ label, options }) => ({
      label: plainText(label, 75),
      options: options.filter((one) => choices.includes(one)),
    }))
    .filter(({ options }) => options.length > 0)
  if (groups.length === 0) return [textField('target', 'On what?', { max: 200 })]
  const element: StaticSelect = { type: 'static_select', action_id: 'value', option_groups: groups }
  return [{ type: 'input', block_id: 'target', label: plainText('On what?', 200), element }]
}
