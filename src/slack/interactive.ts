import type { z } from 'zod'
import type { Core } from '../app/core.ts'
import type { Result } from '../domain/result.ts'
import { refuse } from '../domain/result.ts'
import { type ActionId, decodeRef, type ModalId, type Ref } from './actions.ts'
import type { Reply, Scene } from './command.ts'
import type { PlaybookGroup } from './views/forms/run-form.ts'

/** A press of a button or menu. `ref` says where to look; the presser is authorised by what is run. */
export type Action = {
  id: ActionId
  run(ref: Ref, scene: Scene): Promise<Result<Reply>>
}

/** A press whose value is not about one incident: a handoff's id, a command's words. */
export type PlainAction = {
  id: ActionId
  plain: true
  run(value: string, scene: Scene): Promise<Result<Reply>>
}

export const defineAction = (action: Action): Action => action
export const definePlainAction = (action: Omit<PlainAction, 'plain'>): PlainAction => ({
  ...action,
  plain: true,
})

/** A submitted form. `fields` reads values by block id; its errors are shown at the fields. */
export type Modal<F> = {
  id: ModalId
  fields: z.ZodType<F>
  /** What is wrong, by field, in view of what the form is about. Asked while the form is still open. */
  wrong?(fields: F, metadata: string): Record<string, string> | undefined
  run(fields: F, metadata: string, scene: Scene): Promise<Result<Reply>>
}

export type AnyModal = {
  id: ModalId
  /** What is wrong in a form that is about to be sent, by field. */
  errors(fields: unknown, metadata: string): Record<string, string> | undefined
  run(fields: unknown, metadata: string, scene: Scene): Promise<Result<Reply>>
}

export const defineModal = <F>({ id, fields, wrong, run }: Modal<F>): AnyModal => ({
  id,
  errors(sent, metadata) {
    const read = fields.safeParse(sent)
    if (read.success) return wrong?.(read.data, metadata)
    return Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0] ?? ''), message]))
  },
  run: (sent, metadata, scene) => run(fields.parse(sent), metadata, scene),
})

/** A form about one incident: its metadata says which, and which step or plan of it. */
export const defineIncidentModal = <F>(
  id: ModalId,
  fields: z.ZodType<F>,
  run: (fields: F, ref: Ref, scene: Scene) => Promise<Result<Reply>>,
  wrong?: (fields: F, ref: Ref) => Record<string, string> | undefined,
): AnyModal =>
  defineModal({
    id,
    fields,
    wrong(read, metadata) {
      const ref = decodeRef(metadata)
      return ref && wrong?.(read, ref)
    },
    async run(read, metadata, scene) {
      const ref = decodeRef(metadata)
      return ref
        ? run(read, ref, scene)
        : refuse('bad-form', 'This form is from an older Muster: open it again')
    },
  })

/** What a field of a form offers while somebody types into it. Only reads: it is asked with every letter. */
export type Suggestion = {
  modal: ModalId
  field: string
  offer(query: string, metadata: string, core: Core): Promise<PlaybookGroup[]>
}

/** A shortcut from a message's menu or from anywhere. */
export type Shortcut = {
  callbackId: string
  run(at: { channel?: string; ts?: string; thread?: string }, scene: Scene): Promise<Result<Reply>>
}
