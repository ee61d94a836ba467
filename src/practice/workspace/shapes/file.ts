import { createHmac } from 'node:crypto'
import type { SharedFile } from '../team/state.ts'
import type { Team } from '../team/team.ts'

export function fileShape(team: Team, file: SharedFile): Record<string, unknown> {
  const size = Buffer.byteLength(file.content, 'base64')
  const shared = (kind: string) => file.channels.filter((id) => id.startsWith(kind))
  const address = `${team.url}/files-pri/${team.id}-${file.id}`
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1) ?? 'text',
    user: file.user,
    user_team: team.id,
    editable: false,
    size,
    mode: 'hosted',
    is_external: false,
    is_public: shared('C').length > 0,
    url_private: `${address}/${encodeURIComponent(file.name)}`,
    url_private_download: `${address}/download/${encodeURIComponent(file.name)}`,
    permalink: `${team.url}/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    channels: shared('C'),
    groups: shared('G'),
    ims: shared('D'),
    ...(file.altText ? { alt_txt: file.altText } : {}),
  }
}

/** Where the bytes of an announced file go; its second half cannot be guessed. */
export const uploadKey = ({ app }: Team, file: SharedFile): string =>
  `${file.id}-${createHmac('sha256', app.signingSecret).update(file.id).digest('hex')}`

/** Where the page, which has no token, fetches a file. */
export const pageFileUrl = (file: SharedFile): string =>
  `/practice/files/${file.id}/${encodeURIComponent(file.name)}`
