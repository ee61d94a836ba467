import type { BrokenGlass } from '../../domain/remediation.ts'
import { ago, line, person } from '../mrkdwn.ts'
import { mark } from './marks.ts'

/** Who went on without approval and why, and whether somebody has looked at it since. */
export const glassLines = ({ by, at, reason, reviewed }: BrokenGlass): string[] => [
  `${person(by)} went on *without approval* ${ago(at)}: ${line(reason, 400)}`,
  reviewed
    ? `${mark.passed} Reviewed by ${person(reviewed.by)}: ${line(reviewed.says, 300)}`
    : `${mark.waiting} Not reviewed yet`,
]
