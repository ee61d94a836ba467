import { z } from 'zod'
import { handoffItems } from '../src/app/handoffs.ts'
import { ok } from '../src/domain/result.ts'
import { defineCommand } from '../src/slack/command.ts'
import { handoffForm } from '../src/slack/views/forms/handoff-form.ts'

/** Hands the shift to the next lead: the form comes filled from the record. */
export const handoff = defineCommand({
  slash: '/handoff',
  usage: '[person]',
  summary: 'Hand the shift to the next lead',
  examples: ['@bob'],
  role: 'lead',
  input: z.object({ person: z.string().optional() }),
  run: async ({ person }, { core }) => ok({ form: handoffForm(await handoffItems(core), person) }),
})
