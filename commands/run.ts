import { z } from 'zod'
import { runnable } from '../src/app/offer.ts'
import { startRun } from '../src/app/runs.ts'
import { nearest } from '../src/domain/nearest.ts'
import { ok, refuse } from '../src/domain/result.ts'
import { shown, suggested } from '../src/slack/answers.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { runForm } from '../src/slack/views/forms/remediation-forms.ts'

/** Lays a playbook out as steps. */
export const run = defineIncidentCommand({
  name: 'run',
  usage: '[playbook...]',
  summary: 'Lay out a playbook as steps',
  examples: ['dynex-outage'],
  role: 'anyone',
  input: z.object({ playbook: z.string().optional() }),
  async run({ playbook }, { core, by, incident }) {
    if (!playbook) return ok({ form: runForm(incident, runnable(core, incident)) })
    const known = core.library.playbooks(incident.service).map((one) => one.playbook)
    const wanted = playbook.toLowerCase()
    const found = known.find(({ id, title }) =>
      [id, id.split('/').at(-1), title.toLowerCase()].includes(wanted),
    )
    if (found) return shown(await startRun(core, incident.id, found.id, by))
    const near = nearest(
      wanted,
      known.map(({ id }) => id.split('/').at(-1) ?? id),
    )
    const says = `There is no playbook “${playbook}”`
    return near
      ? suggested(`${says}.`, `/incident run ${near}`)
      : refuse('no-playbook', `${says}: \`/incident run\` lists them.`)
  },
})
