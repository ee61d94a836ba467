import { z } from 'zod'
import {
  importRunbook,
  importScopes,
  largestRunbook,
  mayNotImport,
  scopeAdvice,
} from '../../app/import-runbook.ts'
import { ok, refuse } from '../../domain/result.ts'
import { doneSaying } from '../answers.ts'
import type { SlackChat } from '../chat/chat.ts'
import { type AnyModal, defineModal, definePlainAction, type PlainAction } from '../interactive.ts'
import { importForm, runbookTypes } from '../views/forms/import-form.ts'

/** Opens the form, where the person may and the app can. */
export const importAction = (chat: Pick<SlackChat, 'lackedScopes'>): PlainAction =>
  definePlainAction({
    id: 'runbook.import',
    async run(_, { core, by }) {
      const refused = mayNotImport(core, by.actor)
      if (refused) return refused
      const lacked = await chat.lackedScopes(importScopes)
      if (lacked.length > 0)
        return refuse('scope', `A runbook cannot be imported yet. ${scopeAdvice(lacked)}`)
      return ok({ form: importForm() })
    },
  })

const runbook = z
  .object({ id: z.string(), name: z.string(), size: z.number().optional() })
  .refine(({ name }) => runbookTypes.some((one) => name.toLowerCase().endsWith(`.${one}`)), {
    error: `This is no Markdown: its name has to end in .${runbookTypes.join(' or .')}`,
  })
  .refine(({ size }) => size !== 0, 'This file is empty')
  .refine(({ size = 0 }) => size <= largestRunbook, {
    error: `This file is larger than ${largestRunbook / 1_000_000} MB: split it, and import the parts`,
  })

export const importModal: AnyModal = defineModal({
  id: 'runbook.import',
  fields: z.object({
    runbook: z.array(runbook, 'Choose a file').length(1, 'Choose one file'),
    service: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/, 'A service is named in small letters, digits and “-”, as in nqba-api')
      .optional(),
  }),
  async run({ runbook: [file], service }, _, { core, by }) {
    if (!file) return refuse('no-file', 'Choose a file')
    const { id, name } = file
    const asked = await importRunbook(core, by, { file: id, name, ...(service && { service }) })
    return doneSaying(asked, `I am reading ${name}: the draft comes here.`)
  },
})
