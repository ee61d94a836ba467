import type { z } from 'zod'
import { loadIncident } from '../../app/change.ts'
import type { Incident } from '../../domain/incident.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import { type Result, refuse } from '../../domain/result.ts'
import type { ActionId, ModalId, Ref } from '../actions.ts'
import type { Reply, Scene } from '../command.ts'
import { type Action, type AnyModal, defineAction, defineIncidentModal } from '../interactive.ts'

type Found = { incident: Incident; remediation: RemediationRecord }

const gone = refuse('no-remediation', 'That remediation is not part of this incident')

/** A button about one remediation. Who may press it is settled by the use case, from who pressed. */
export const onRemediation = (
  id: ActionId,
  run: (found: Found, scene: Scene, ref: Ref) => Promise<Result<Reply>>,
): Action =>
  defineAction({
    id,
    async run(ref, scene) {
      const incident = await loadIncident(scene.core, ref.incident)
      const remediation = incident?.remediations.find((one) => one.id === ref.remediation)
      return incident && remediation ? run({ incident, remediation }, scene, ref) : gone
    },
  })

/** A form about one remediation, named in its metadata. */
export const remediationModal = <F>(
  id: ModalId,
  fields: z.ZodType<F>,
  run: (fields: F, at: Ref & { remediation: string }, scene: Scene) => Promise<Result<Reply>>,
  wrong?: (fields: F, ref: Ref) => Record<string, string> | undefined,
): AnyModal =>
  defineIncidentModal(
    id,
    fields,
    async (read, ref, scene) =>
      ref.remediation ? run(read, { ...ref, remediation: ref.remediation }, scene) : gone,
    wrong,
  )
