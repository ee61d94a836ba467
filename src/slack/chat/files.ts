import type { Chat, Files } from '../../app/ports/chat.ts'
import { ChatLacks, ChatRefused } from '../../app/ports/chat.ts'
import type { Ask, ClientOptions } from './client.ts'
import { given } from './given.ts'
import type { Draw } from './messages.ts'
import { isSlackAddress } from './slack-address.ts'
import { transfer } from './transfer.ts'
import { unless } from './unless.ts'

/** A transfer may take this many times as long as a call. */
const transferTimes = 3

export function files(
  ask: Ask,
  draw: Draw,
  { token, apiUrl, timeoutMs = 5000 }: ClientOptions,
): Files & Pick<Chat, 'lackedScopes'> {
  const send = (address: string, request: RequestInit) => {
    if (!isSlackAddress(address, apiUrl))
      throw new ChatRefused('foreign_address', 'The file is not kept by Slack itself: send it as an upload')
    return transfer(address, request, timeoutMs * transferTimes)
  }
  const info = async (file: string) => (await ask('files.info', (web) => web.files.info({ file }))).file

  return {
    async download(id, most) {
      const file = given('files.info', await info(id))
      if ((file.size ?? 0) > most) throw new ChatRefused('too_large')
      const { response, body } = await send(given('files.info', file.url_private), {
        headers: { authorization: `Bearer ${token}` },
      })
      // Without the scope Slack leads to its sign-in page.
      const isPage =
        response.headers.get('content-type')?.startsWith('text/html') && !/html/.test(file.mimetype ?? '')
      if (isPage || (response.status >= 300 && response.status < 400))
        throw new ChatLacks('Downloading a file needs the scope files:read')
      return body(most)
    },

    async upload(filename, text) {
      const bytes = new TextEncoder().encode(text)
      const { upload_url, file_id } = await ask('files.getUploadURLExternal', (web) =>
        web.files.getUploadURLExternal({ filename, length: bytes.length }),
      )
      const address = given('files.getUploadURLExternal', upload_url)
      const { body } = await send(address, { method: 'POST', body: bytes })
      await body()
      return given('files.getUploadURLExternal', file_id)
    },

    async share(channel, ids, picture) {
      const [first, ...rest] = ids.map((id) => ({ id }))
      if (!first) return
      await ask(
        'files.completeUploadExternal',
        (web) =>
          web.files.completeUploadExternal({
            channel_id: channel,
            initial_comment: draw(picture).text,
            files: [first, ...rest],
          }),
        channel,
      )
    },

    async isShared(id) {
      const file = await info(id).catch(unless('file_not_found'))
      return [file?.channels, file?.groups, file?.ims].some(
        (places) => places !== undefined && places.length > 0,
      )
    },

    async lackedScopes(scopes) {
      const { response_metadata } = await ask('auth.test', (web) => web.auth.test())
      const held = response_metadata?.scopes
      return held ? scopes.filter((scope) => !held.includes(scope)) : []
    },
  }
}
