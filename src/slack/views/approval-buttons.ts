import type { ActionsBlockElement, KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import { encodeRef } from '../actions.ts'
import { actions } from './blocks.ts'
import { button, menu } from './elements.ts'

type Approval = Extract<Picture, { of: 'approval' }>

/** What a person may do about a remediation in its state, the likeliest first. */
export function approvalButtons(picture: Approval): KnownBlock[] {
  const elements = pressable(picture)
  return elements.length > 0 ? [actions(elements)] : []
}

function pressable({
  incident,
  remediation,
  undoable,
  mayBreakGlass,
  direct,
}: Approval): ActionsBlockElement[] {
  const at = { incident: incident.id, remediation: remediation.id }
  const ref = encodeRef(at)
  const again = button('remediation.replan', 'Plan again', ref)
  switch (remediation.state) {
    case 'planned': {
      const decided = encodeRef({ ...at, hash: remediation.hash })
      if (needsNobody(remediation))
        return [
          button('remediation.approve', 'Run it', decided, { style: 'primary' }),
          button('remediation.reject', 'Leave it', ref),
        ]
      return [
        button('remediation.approve', 'Approve', decided, { style: 'primary' }),
        button('remediation.reject', 'Reject', ref, { style: 'danger' }),
        button('remediation.question', 'Ask a question', ref),
        // Who is asked directly may approve: there is no glass to break for them.
        ...(mayBreakGlass && !direct ? [button('remediation.break-glass', 'Break glass…', decided)] : []),
      ]
    }
    case 'failed':
      return undoable ? [button('remediation.undo', 'Undo', ref, { style: 'primary' }), again] : [again]
    case 'unknown':
      return [
        button('remediation.settle', 'It was made', encodeRef({ ...at, as: 'applied' }), { nth: 0 }),
        button('remediation.settle', 'It was not made', encodeRef({ ...at, as: 'not-applied' }), { nth: 1 }),
      ]
    case 'verified':
      return [...(undoable ? [button('remediation.undo', 'Undo', ref)] : []), ...ledger(remediation, ref)]
    case 'stale':
    case 'expired':
      return [again]
    default:
      return []
  }
}

/** Nobody has to approve it: whoever has read the plan lets it run. */
const needsNobody = ({ approvalsNeeded }: RemediationRecord): boolean => approvalsNeeded === 0

/** What becomes of a change that still stands. */
function ledger({ standing }: RemediationRecord, ref: string): ActionsBlockElement[] {
  if (standing?.state !== 'standing' && standing?.state !== 'kept') return []
  return [
    menu(
      'change.menu',
      [
        ['change.keep', standing.state === 'kept' ? 'Keep longer…' : 'Keep until…'],
        ['change.permanent', 'Make permanent…'],
      ],
      ref,
    ),
  ]
}
