import type { Fact } from '../draft/draft.ts'
import type { Statement } from './statement.ts'

const link = /https?:\/\/[^\s`"'<>()[\]]+/

/** Pages to look at: whatever is called a dashboard, or monitoring. */
export function dashboards({ label, text, about, from }: Statement): Fact[] {
  const url = link.exec(text)?.[0].replace(/[.,;:]+$/, '')
  const title = /^(?:access|url|link)$/i.test(label) ? about : label
  if (url === undefined || !URL.canParse(url) || url.length > 2000 || title === '') return []
  return /dashboard|grafana|monitor|kibana|datadog/i.test(`${title} ${url}`)
    ? [{ kind: 'dashboard', title, url, from }]
    : []
}

/** The Slack channel where incidents are told. */
export function channels({ label, text, from }: Statement): Fact[] {
  const name = /(?:^|\s)#([\p{Ll}\p{N}][\p{Ll}\p{N}_-]{1,78})/u.exec(text)?.[1]
  return name !== undefined && /slack|channel|chat/i.test(label) ? [{ kind: 'channel', name, from }] : []
}
