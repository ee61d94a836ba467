import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Incident } from '../../domain/incident.ts'
import { bot, type IncidentEvent } from '../../domain/incident-event.ts'
import type { Playbook } from '../../domain/playbook.ts'
import type { Facts } from '../../domain/postmortem/facts.ts'
import { writePostmortem as merge } from '../../domain/postmortem/merge.ts'
import { markdownVoice } from '../../domain/postmortem/voice.ts'
import { ok } from '../../domain/result.ts'
import { change, loadIncident, streamOf } from '../change.ts'
import type { Core } from '../core.ts'
import type { Pages } from '../ports/pages.ts'
import type { Job } from '../ports/store.ts'
import { pinnedPlaybook } from '../runs.ts'
import { calendarOf } from '../zoned-time.ts'

/** Writes the post-mortem, or brings its sections up to date; what people wrote in it stays. */
export async function writePostmortem(core: Core, job: Job): Promise<undefined> {
  const { incident: id } = z.object({ incident: z.string() }).parse(job.payload)
  const incident = await loadIncident(core, id)
  if (!incident) return undefined
  const path = incident.postmortem?.path ?? `postmortems/${id}.md`
  await bringUpToDate(core.pages, path, await facts(core, incident))
  await change(core, id, { actor: bot }, (state) =>
    ok(state.postmortem ? [] : [{ type: 'postmortem-written', path }]),
  )
  return undefined
}

/** Somebody may save the file in the same moment: what was read last is what the new text is made of. */
export async function bringUpToDate(pages: Pages, path: string, from: Facts): Promise<void> {
  let standing = await pages.read(path)
  for (;;) {
    const text = merge(from, standing, digest)
    const now = await pages.read(path)
    if (now === standing) {
      if (text !== standing) await pages.write(path, text)
      return
    }
    standing = now
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

async function facts(core: Core, incident: Incident): Promise<Facts> {
  const entries = await core.store.timeline<IncidentEvent>(streamOf(incident.id))
  const playbooks = new Map<string, Playbook>()
  for (const run of incident.runs) playbooks.set(run.digest, await pinnedPlaybook(core, run))
  const service = incident.service ? core.library.service(incident.service) : undefined
  return {
    incident,
    service: service?.name ?? incident.service,
    pledge: service?.severities[incident.severity],
    entries,
    playbooks,
    voice: markdownVoice((slackId) => core.directory.person(slackId)?.name ?? slackId),
    calendar: calendarOf(core.library.organization().timeZone),
  }
}
