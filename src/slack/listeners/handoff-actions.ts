import { z } from 'zod'
import { accept, handoffItems, post } from '../../app/handoffs.ts'
import { ok, refuse } from '../../domain/result.ts'
import { decodeHandoff } from '../actions.ts'
import { doneSaying, shown } from '../answers.ts'
import { type AnyModal, defineModal, definePlainAction, type PlainAction } from '../interactive.ts'
import { chosenItems, handoffForm } from '../views/forms/handoff-form.ts'

/** Handing over a shift, and taking it. */
export const handoffActions: readonly PlainAction[] = [
  definePlainAction({
    id: 'handoff.post',
    run: async (_, { core }) => ok({ form: handoffForm(await handoffItems(core)) }),
  }),
  definePlainAction({
    id: 'handoff.accept',
    async run(value, { core, by }) {
      const id = decodeHandoff(value)
      return id
        ? shown(await accept(core, by, id))
        : refuse('no-handoff', 'That handoff is not there any more')
    },
  }),
]

export const handoffModals: readonly AnyModal[] = [
  defineModal({
    id: 'handoff.post',
    fields: z
      .object({ incoming: z.string().optional(), notes: z.string().default('') })
      .catchall(z.union([z.string(), z.array(z.string())])),
    async run({ incoming, notes, ...rest }, _, { core, by }) {
      const items = chosenItems(rest, await handoffItems(core))
      const posted = await post(core, by, { notes, items, ...(incoming && { incoming }) })
      return doneSaying(
        posted,
        `The handoff is in #${core.library.organization().channels.shift}; it is open until it is accepted.`,
      )
    },
  }),
]
