import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Incident } from '../../domain/incident.ts'
import { bot, type IncidentEvent } from '../../domain/incident-event.ts'
import type { Playbook } from '../../domain/playbook.ts'
import type { Facts } from '../../domain/postmortem/facts.ts'
import { writePostmortem as merge } from '../../domain/postmortem/merge.ts'
import { ok } from '../../domain/result.ts'
import { change, loadIncident, streamOf } from '../change.ts'
import type { Core } from '../core.ts'
import type { Job } from '../ports/store.ts'
import { pinnedPlaybook } from '../runs.ts'
import { zonedTime } from '../zoned-time.ts'
import { markdownVoice } from './markdown-voice.ts'

/** Writes the post-mortem, or brings its sections up to date; what people wrote in it stays. */
export async function writePostmortem(core: Core, job: Job): Promise<undefined> {
  const { incident: id } = z.object({ incident: z.string() }).parse(job.payload)
  const incident = await loadIncident(core, id)
  if (!incident) return undefined
  const path = incident.postmortem?.path ?? `postmortems/${id}.md`
  const text = merge(await facts(core, incident), await core.pages.read(path), digest)
  await core.pages.write(path, text)
  await change(core, id, { actor: bot }, (state) =>
    ok(state.postmortem ? [] : [{ type: 'postmortem-written', path }]),
  )
  return undefined
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

async function facts(core: Core, incident: Incident): Promise<Facts> {
  const entries = await core.store.timeline<IncidentEvent>(streamOf(incident.id))
  const playbooks = new Map<string, Playbook>()
  for (const run of incident.runs) playbooks.set(run.digest, await pinnedPlaybook(core, run))
  const { timeZone } = core.library.organization()
  const service = incident.service ? core.library.service(incident.service)?.name : undefined
  const voice = markdownVoice((slackId) => core.directory.person(slackId)?.name ?? slackId)
  return { incident, service, entries, playbooks, voice, time: zonedTime(timeZone), timeZone }
}
