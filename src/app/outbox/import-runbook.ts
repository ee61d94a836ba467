import { z } from 'zod'
import { count } from '../../domain/count.ts'
import { redact } from '../../domain/redact.ts'
import { ok, type Result } from '../../domain/result.ts'
import type { Core } from '../core.ts'
import { importScopes, largestRunbook, scopeAdvice } from '../import-runbook.ts'
import { ChatLacks, ChatRefused } from '../ports/chat.ts'
import type { Drafted } from '../ports/drafter.ts'
import type { Done, OutboxEntry } from '../ports/store.ts'
import { show } from '../showing.ts'
import { payloads } from './payloads.ts'

const uploaded = z.object({ files: z.array(z.string()).min(1), says: z.string() })
type Uploaded = z.infer<typeof uploaded>
type Asked = z.infer<typeof payloads.importRunbook>

/**
 * Downloads, drafts, uploads; only the last step is seen, and it is one message. Before it the ids of what was uploaded
 * are written down: after a crash they tell whether that message was sent.
 */
export async function importedRunbook(core: Core, entry: OutboxEntry): Promise<Done | undefined> {
  const asked = payloads.importRunbook.parse(entry.payload)
  const { person, name } = asked
  const sorry = (text: string): Done => {
    const picture = { of: 'words' as const, text: `No draft of ${name}. ${text}` }
    return { next: [show(`${entry.key}/sorry`, `direct/${person}`, { picture, place: { person } })] }
  }
  try {
    const before = uploaded.safeParse(await core.store.recall(`${entry.key}/uploaded`))
    if (before.success && (await isSent(core, before.data))) return undefined
    const ready = before.success ? ok(before.data) : await prepare(core, entry.key, asked)
    if (!ready.ok) return sorry(`${ready.refusal.says}.`)
    const { files, says } = ready.value
    await core.chat.share(await core.chat.directMessage(person), files, { of: 'words', text: says })
    return undefined
  } catch (error) {
    if (error instanceof ChatLacks) return sorry(`${error.what}. ${scopeAdvice(importScopes)}`)
    if (error instanceof ChatRefused) return sorry(`${refusals[error.reason] ?? error.message}.`)
    throw error
  }
}

const refusals: Record<string, string> = {
  too_large: `It is larger than ${largestRunbook / 1_000_000} MB: split it, and import the parts`,
  file_not_found: 'Slack does not have the file any more: send it again',
  file_deleted: 'The file was deleted: send it again',
}

const isSent = async (core: Core, { files: [first] }: Uploaded): Promise<boolean> =>
  first !== undefined && (await core.chat.isShared(first))

async function prepare(core: Core, key: string, { file, name, service }: Asked): Promise<Result<Uploaded>> {
  const bytes = await core.chat.download(file, largestRunbook)
  const drafted = await core.drafter(bytes, { name, ...(service && { service }) })
  if (!drafted.ok) return drafted
  const { value } = drafted
  const files = await Promise.all([
    core.chat.upload(`${value.service}-drafts.txt`, oneText(value)),
    core.chat.upload(`${value.service}-report.txt`, `${value.report.join('\n')}\n`),
  ])
  const ready = { files, says: redact(summary(core, name, value)) }
  await core.store.remember(`${key}/uploaded`, ready)
  return ok(ready)
}

/** Slack has no folders: all files in one, each below its place. */
const oneText = ({ files }: Drafted): string =>
  files.map(({ file, text }) => `# --- playbooks/${file}\n${text.trimEnd()}\n`).join('\n')

const mostLeftOver = 8

/** The counts, the beginning of what is left over, and what to do with the draft. */
function summary(core: Core, name: string, { service, files, report }: Drafted): string {
  const gap = report.includes('') ? report.indexOf('') : report.length
  const left = report.slice(gap + 1)
  const rest = left.length - mostLeftOver
  const there = core.library.service(service)
    ? [`There are playbooks for ${service} already: take over what is new, nothing was changed.`]
    : []
  return [
    `The draft of ${name} is ready.`,
    ...report.slice(0, gap),
    ...left.slice(0, mostLeftOver).map((row) => `• ${row}`),
    ...(rest > 0 ? [`… and ${rest} more, in the report`] : []),
    '',
    `${count(files.length, 'file')} in one text: each begins after its line “# --- playbooks/…”. Save it there, decide what is marked DECIDE, and run \`muster lint\`.`,
    ...there,
  ].join('\n')
}
