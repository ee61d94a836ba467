import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerControl, type Controlled } from '../control-api.ts'
import { respond } from '../respond/respond.ts'
import { SlackError } from '../team/slack-error.ts'
import { answerJson, answerText } from './answer.ts'
import { answerFile, answerPrivateFile, takeUpload } from './files.ts'
import { hostIsOurs, originIsOurs } from './guard.ts'
import { argumentsOf, bodyOf, jsonObject, urlOf } from './request.ts'
import { answerWebApi, type WebApi } from './web-api.ts'

export type Routes = {
  port: number
  api: WebApi
  controlled: Controlled
  act(source: unknown): Promise<unknown>
  page: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined
}

/** Finds what answers a request, and keeps strangers out. */
export async function route(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!hostIsOurs(request, routes.port))
    return answerText(response, 403, 'Practice answers only to this machine.')
  const { team } = routes.api
  const [first = '', second = '', third = '', fourth = ''] = urlOf(request).pathname.slice(1).split('/')
  switch (first) {
    case 'api':
      return answerWebApi(routes.api, second, request, response)
    case 'commands':
    case 'actions':
      return answerResponseUrl(routes, fourth, request, response)
    case 'upload':
      return takeUpload(team, third, request, response)
    case 'files-pri':
      return answerPrivateFile(team, second.replace(`${team.id}-`, ''), request, response)
    case 'archives': {
      // A permalink opens the message on the page.
      const ts = third.replace(/^p(\d+)(\d{6})$/, '$1.$2')
      response.writeHead(302, { location: `/#/${second}/${ts}` }).end()
      return
    }
    case 'practice':
    case 'control':
      if (!originIsOurs(request, routes.port)) return answerText(response, 403, 'Wrong origin.')
      if (first === 'control') return answerControl(routes.controlled, request, response)
      if (second === 'files') return answerFile(team, third, response)
      if (second === 'act' && request.method === 'POST') {
        const answer = await routes.act(jsonObject((await bodyOf(request)).toString()))
        return answerJson(response, 200, answer)
      }
  }
  if (!routes.page?.(request, response)) answerText(response, 404, 'Not found')
}

async function answerResponseUrl(
  { api }: Routes,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const args = await argumentsOf(request)
    const source = typeof args.payload === 'string' ? jsonObject(args.payload) : args
    respond(api.team, api.team.responseUrls.use(key), source)
    answerText(response, 200, 'ok')
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    const gone = error.code === 'used_url' || error.code === 'expired_url'
    answerJson(response, gone ? 404 : 400, { ok: false, error: error.code })
  }
}
