import type { AnyCommand } from '../src/slack/command.ts'
import { ack } from './ack.ts'
import { close } from './close.ts'
import { declare } from './declare.ts'
import { fix } from './fix.ts'
import { handoff } from './handoff.ts'
import { help } from './help.ts'
import { lead } from './lead.ts'
import { list } from './list.ts'
import { lock } from './lock.ts'
import { mitigated } from './mitigated.ts'
import { note } from './note.ts'
import { postmortem } from './postmortem.ts'
import { reopen } from './reopen.ts'
import { resolve } from './resolve.ts'
import { run } from './run.ts'
import { sev } from './sev.ts'
import { status } from './status.ts'
import { timeline } from './timeline.ts'
import { undo } from './undo.ts'
import { unlock } from './unlock.ts'
import { update } from './update.ts'

/** Everything people can type, in the order help shows it. */
export const commands: readonly AnyCommand[] = [
  declare,
  ack,
  update,
  sev,
  lead,
  note,
  run,
  fix,
  undo,
  lock,
  unlock,
  mitigated,
  resolve,
  reopen,
  close,
  timeline,
  status,
  list,
  postmortem,
  help,
  handoff,
]
