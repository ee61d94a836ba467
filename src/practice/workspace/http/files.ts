import type { IncomingMessage, ServerResponse } from 'node:http'
import { uploadKey } from '../shapes/file.ts'
import type { SharedFile } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import { answerText } from './answer.ts'
import { bearerOf, uploadOf } from './request.ts'

/** Takes the bytes of a file that was announced by files.getUploadURLExternal. */
export async function takeUpload(
  team: Team,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = team.state.files.find((one) => uploadKey(team, one) === key)
  if (!file || file.shared) return answerText(response, 404, 'not found')
  const bytes = await uploadOf(request)
  file.content = bytes.toString('base64')
  answerText(response, 200, `OK - ${bytes.length}`)
}

/** `/files-pri/T…-F…`: for those who have the app's token. Without the scope Slack shows its sign-in page instead. */
export function answerPrivateFile(
  team: Team,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (bearerOf(request) !== team.app.botToken) answerText(response, 403, 'not authorised')
  else if (team.app.manifest.oauth_config.scopes.bot.includes('files:read')) answerFile(team, id, response)
  else response.writeHead(302, { location: `${team.url}/signin` }).end()
}

export function answerFile(team: Team, id: string, response: ServerResponse): void {
  const file = team.state.files.find((one) => one.id === id)
  if (!file) {
    answerText(response, 404, 'not found')
    return
  }
  response.writeHead(200, headersOf(file))
  response.end(Buffer.from(file.content, 'base64'))
}

// Whatever was uploaded must not run as a page of ours.
const headersOf = (file: SharedFile): Record<string, string> => ({
  'content-type': file.mimetype,
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'x-content-type-options': 'nosniff',
})
