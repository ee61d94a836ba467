import { z } from 'zod'
import { undo as undoRemediation } from '../src/app/ledger.ts'
import { undoable } from '../src/domain/ledger.ts'
import { nearest } from '../src/domain/nearest.ts'
import type { RemediationRecord } from '../src/domain/remediation.ts'
import { ok, refuse } from '../src/domain/result.ts'
import { shownInRoom, suggested } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { partReason } from '../src/slack/usage.ts'
import { undoForm } from '../src/slack/views/forms/ledger-forms.ts'

/** Plans putting back what a remediation did; nothing changes before that is approved. */
export const undo = defineIncidentCommand({
  name: 'undo',
  usage: '[change...]',
  summary: 'Plan putting back a change; without words, choose one',
  examples: ['nqba-worker', 'nqba-worker because the cause is fixed'],
  role: 'responder',
  input: z.object({ change: z.string().optional() }),

  async run({ change = '' }, { core, by, channel, incident }) {
    const all = incident.remediations.filter(undoable)
    if (all.length === 0)
      return refuse('nothing', `${incident.id} has changed nothing that could be put back`)
    const { words, reason } = partReason(change)
    const meant = all.filter((one) => namesOf(one).includes(words.toLowerCase()))
    const [only, another] = meant
    if (only && !another)
      return shownInRoom(
        await undoRemediation(core, incident.id, by, { remediation: only.id, ...(reason && { reason }) }),
        channel,
      )
    if (!words || another)
      return ok({
        form: undoForm(
          incident,
          (another ? meant : all).toReversed(),
          (another ? meant : all).at(-1)?.id,
          reason,
        ),
      })
    const near = nearest(words.toLowerCase(), all.flatMap(namesOf))
    const says = `Nothing called “${words}” can be put back`
    return near
      ? suggested(`${says}.`, `/incident undo ${near}${reason ? ` because ${reason}` : ''}`)
      : refuse('no-change', `${says}: \`/incident undo\` lists what can be`)
  },
})

/** What a change goes by: its id, also without the incident's; what it changed, also without its kind; its name. */
function namesOf({ id, name, plan }: RemediationRecord): string[] {
  const target = plan.target.toLowerCase()
  return [id, id.replace(/^inc-\d+-/, ''), target, target.split(/[\s/]+/).at(-1) ?? target, name]
}
