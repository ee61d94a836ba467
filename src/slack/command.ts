import type { ModalView } from '@slack/types'
import type { z } from 'zod'
import type { By } from '../app/change.ts'
import type { Core } from '../app/core.ts'
import type { Incident } from '../domain/incident.ts'
import type { Result } from '../domain/result.ts'
import type { Role } from '../domain/service.ts'
import type { Message } from './views/message.ts'

/** What a person gets back, seen only by them: words, or a form. Nothing: the channel itself shows it. */
export type Reply =
  /** `instead`: of the private message in which somebody pressed; for turning pages. */
  { say: Message; instead?: boolean } | { form: ModalView } | undefined

/** Where somebody says or presses something. */
export type Scene = {
  core: Core
  by: By
  /** Slack channel id; empty on the Home tab. */
  channel: string
  /** Slack's `response_url`, where there is one. */
  replyTo?: string
  commands: readonly AnyCommand[]
}

type Words = {
  /** The first word after the slash command; absent where the command itself is all there is. */
  name?: string
  slash: '/incident' | '/handoff'
  /** `<needed>`, `[optional]`, `<the rest...>`; parsed, shown in help, checked against the manifest. */
  usage: string
  /** How help writes the usage, where a word that a form can ask for is still expected. */
  shownAs?: string
  summary: string
  examples: readonly string[]
  role: 'anyone' | Role
}

type Anywhere<I> = Words & {
  where: 'anywhere'
  input: z.ZodType<I>
  run(input: I, scene: Scene): Promise<Result<Reply>>
}

type InIncident<I> = Words & {
  where: 'incident'
  input: z.ZodType<I>
  run(input: I, scene: Scene & { incident: Incident }): Promise<Result<Reply>>
}

/** A command whose words are still unread. */
export type AnyCommand = Words & {
  where: 'anywhere' | 'incident'
  input: z.ZodType<unknown>
  run(input: unknown, scene: Scene & { incident?: Incident }): Promise<Result<Reply>>
}

/** A command people type anywhere. */
export function defineCommand<I>(
  command: Omit<Anywhere<I>, 'where' | 'slash'> & { slash?: Words['slash'] },
): AnyCommand {
  return {
    slash: '/incident',
    ...command,
    where: 'anywhere',
    run: (input, scene) => command.run(command.input.parse(input), scene),
  }
}

/** A command about the incident of the channel it is typed in, or of `INC-42` when that comes first. */
export function defineIncidentCommand<I>(command: Omit<InIncident<I>, 'where' | 'slash'>): AnyCommand {
  return {
    ...command,
    slash: '/incident',
    where: 'incident',
    async run(input, { incident, ...scene }) {
      if (!incident) throw new Error(`${command.name} was run without an incident`)
      return command.run(command.input.parse(input), { ...scene, incident })
    },
  }
}
