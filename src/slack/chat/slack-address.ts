const ownHost = 'slack.com'

/**
 * Whether an address is one of Slack's, so that it may be sent the token or a file: on the Web API's own origin, or by
 * https on a name below slack.com or the API's host (`files.slack-gov.com`).
 */
export function isSlackAddress(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false
  const { origin, protocol, hostname } = new URL(address)
  const api = apiUrl ? new URL(apiUrl) : undefined
  if (origin === api?.origin) return true
  const hosts = [ownHost, ...(api ? [api.hostname] : [])]
  return protocol === 'https:' && hosts.some((host) => hostname.endsWith(`.${host}`))
}
