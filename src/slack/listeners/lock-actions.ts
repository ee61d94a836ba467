import { z } from 'zod'
import { lockTarget, unlockTarget } from '../../app/locks.ts'
import { parseDuration } from '../../domain/duration.ts'
import { ok, refuse } from '../../domain/result.ts'
import { incidentScope } from '../here.ts'
import { type AnyModal, defineModal, definePlainAction, type PlainAction } from '../interactive.ts'
import { lockReleased, lockTaken } from '../lock-answers.ts'
import { lockForm } from '../views/forms/lock-form.ts'

/** Locks taken and released from the list of those that are held. */
export const lockActions: readonly PlainAction[] = [
  definePlainAction({ id: 'lock.take', run: async () => ok({ form: lockForm({}) }) }),
  definePlainAction({
    id: 'lock.release',
    run: async (target, scene) =>
      lockReleased(await unlockTarget(scene.core, scene.by, { words: target }), scene),
  }),
]

export const lockModals: readonly AnyModal[] = [
  defineModal({
    id: 'lock.take',
    fields: z.object({
      target: z.string('Say what is locked').trim().min(1, 'Say what is locked'),
      duration: z.string('Choose how long'),
      why: z.string('Say why').trim().min(1, 'Say why'),
    }),
    async run({ target, duration, why }, _, { core, by, channel }) {
      const forMs = parseDuration(duration)
      if (!forMs) return refuse('no-duration', 'Say for how long: 30m, 2h')
      const scope = await incidentScope(core, channel)
      return lockTaken(await lockTarget(core, by, { words: target, forMs, why, ...scope }))
    },
  }),
]
