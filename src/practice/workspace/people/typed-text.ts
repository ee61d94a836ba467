import type { Team } from '../team/team.ts'

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const BROADCASTS = ['here', 'channel', 'everyone']

/** What a person typed, as Slack keeps it: escaped, with names and addresses turned into links. */
export function linkedText(team: Team, typed: string, form: 'message' | 'command'): string {
  return escapeText(typed)
    .replaceAll(/https?:\/\/[^\s|&]+(?:&amp;[^\s|&]+)*/g, (url) => `<${url}>`)
    .replaceAll(/(?<![\w.@])@([\w.-]*\w)/g, (whole, name: string) => mention(team, name, form) ?? whole)
    .replaceAll(/(?<![\w#/&])#([a-z0-9_-]+)/g, (whole, name: string) => {
      const channel = team.state.channels.find((one) => one.name === name && one.kind === 'channel')
      return channel ? `<#${channel.id}|${channel.name}>` : whole
    })
}

function mention(team: Team, name: string, form: 'message' | 'command'): string | undefined {
  if (BROADCASTS.includes(name)) return `<!${name}>`
  const lower = name.toLowerCase()
  const person = team.state.people.find((one) => one.name.toLowerCase() === lower)
  if (person) return form === 'command' ? `<@${person.id}|${person.name}>` : `<@${person.id}>`
  const group = team.state.userGroups.find((one) => one.handle.toLowerCase() === lower)
  return group && `<!subteam^${group.id}|@${group.handle}>`
}
