import type { z } from 'zod'
import { badArguments } from '../team/slack-error.ts'
import type { Team } from '../team/team.ts'
import { complaints } from './arguments.ts'

/** How often a method may be called: Slack's tiers, or its own rule. */
export type Tier = 1 | 2 | 3 | 4 | 'post' | 'special'

export type Answer = Record<string, unknown>

export type Method = {
  name: string
  tier: Tier
  /** Any one of these scopes is enough; none is needed when empty. */
  scopes: readonly string[]
  token: 'bot' | 'app' | 'none'
  /** Throws SlackError for whatever Slack answers with `ok: false`. */
  call(args: Record<string, unknown>, team: Team): Answer
}

type Definition<Input extends z.ZodType> = {
  name: string
  tier: Tier
  scopes?: readonly string[]
  token?: 'bot' | 'app' | 'none'
  input: Input
  run(input: z.output<Input>, team: Team): Answer
}

export const defineMethod = <Input extends z.ZodType>(definition: Definition<Input>): Method => ({
  name: definition.name,
  tier: definition.tier,
  scopes: definition.scopes ?? [],
  token: definition.token ?? 'bot',
  call(args, team) {
    const input = definition.input.safeParse(args)
    if (!input.success) throw badArguments(complaints(input.error))
    return definition.run(input.data, team)
  },
})
