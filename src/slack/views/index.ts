import type { Picture } from '../../app/ports/chat.ts'
import { announcement } from './announcement.ts'
import { approval } from './approval.ts'
import { catchUp } from './catch-up.ts'
import { channelLink } from './channel-link.ts'
import { entryMessage } from './entry.ts'
import { evidence } from './evidence.ts'
import { glass } from './glass.ts'
import { handoffMessage } from './handoff.ts'
import { incidentCard } from './incident-card.ts'
import type { Message } from './message.ts'
import { output } from './output.ts'
import { phaseMessage } from './phase.ts'
import { postmortem } from './postmortem.ts'
import { reminder } from './reminder.ts'
import { gap, words } from './words.ts'

export type { Message } from './message.ts'

/** The message of a picture. Pure: the same picture draws the same message. */
export function drawPicture(picture: Picture): Message {
  switch (picture.of) {
    case 'card':
      return incidentCard(picture)
    case 'announcement':
      return announcement(picture)
    case 'phase':
      return phaseMessage(picture)
    case 'approval':
      return approval(picture)
    case 'glass':
      return glass(picture)
    case 'output':
      return output(picture)
    case 'reminder':
      return reminder(picture)
    case 'entry':
      return entryMessage(picture)
    case 'evidence':
      return evidence(picture)
    case 'catch-up':
      return catchUp(picture)
    case 'gap':
      return gap(picture)
    case 'postmortem':
      return postmortem(picture)
    case 'handoff':
      return handoffMessage(picture)
    case 'channel-link':
      return channelLink(picture)
    case 'words':
      return words(picture)
  }
}
