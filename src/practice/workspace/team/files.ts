import { SlackError } from './slack-error.ts'
import type { SharedFile } from './state.ts'
import type { Team } from './team.ts'

const TYPES: Record<string, string> = {
  md: 'text/markdown',
  txt: 'text/plain',
  yml: 'text/yaml',
  yaml: 'text/yaml',
  log: 'text/plain',
  json: 'application/json',
  csv: 'text/csv',
  html: 'text/html',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
}

/** Slack takes no larger file in a form. Source: docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const LARGEST_IN_FORM = 10_000_000

type About = { name: string; user: string; altText?: string; content?: string }

/** A file that nobody but its owner sees yet. `content` in base64; empty while its bytes are still to come. */
export function addFile(team: Team, { name, user, altText = '', content = '' }: About): SharedFile {
  const file: SharedFile = {
    id: team.ids.next('F'),
    name,
    title: name,
    mimetype: TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream',
    user,
    created: team.ids.seconds(),
    altText,
    channels: [],
    shared: false,
    content,
  }
  team.state.files.push(file)
  return file
}

export function fileOf(team: Team, id: string): SharedFile {
  const file = team.state.files.find((one) => one.id === id)
  if (!file) throw new SlackError('file_not_found')
  return file
}

/** A file that somebody chose in a form; sent along when they submit it. */
export function chooseFile(team: Team, user: string, name: string, content: string): SharedFile {
  if (Buffer.byteLength(content, 'base64') > LARGEST_IN_FORM)
    throw new SlackError('file_too_large', { says: 'A file in a form may have 10 MB.' })
  return addFile(team, { name, user, content })
}
