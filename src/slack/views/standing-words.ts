import type { RemediationRecord } from '../../domain/remediation.ts'
import { byWhen, line, moment, person } from '../mrkdwn.ts'
import { mark } from './marks.ts'

/** What has become of a temporary change: a line, or none where it left nothing behind. */
export function standingWords({ standing, plan }: RemediationRecord): string[] {
  if (!standing) return []
  const { state, at, by, owner, until, reason } = standing
  const why = reason ? `: ${line(reason, 200)}` : ''
  const whose = by ? ` by ${person(by)}` : ''
  switch (state) {
    case 'standing':
      return [
        plan.irreversible
          ? `It stands since ${moment(at)}. Muster cannot put it back: that is done by hand.`
          : `It stands since ${moment(at)}, until it is put back.`,
      ]
    case 'undone':
      return [`${mark.undone} Put back ${moment(at)}${whose}`]
    case 'kept':
      return [`Kept${owner ? ` by ${person(owner)}` : ''}${until ? ` until ${byWhen(until)}` : ''}${why}`]
    case 'permanent':
      return [`Made permanent ${moment(at)}${whose}${why}`]
  }
}
