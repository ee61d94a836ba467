import { ChatUnavailable } from '../../app/ports/chat.ts'

/** What an answer must hold to be of use. The SDK's types promise nothing, and neither does a server like Slack. */
export function given<T>(method: string, value: T | undefined): T {
  if (value === undefined)
    throw new ChatUnavailable(`Slack's answer to ${method} is incomplete`, { uncertain: true })
  return value
}
