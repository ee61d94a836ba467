import type { WorkspaceOptions } from './options.ts'
import { secret } from './team/ids.ts'
import type { AppManifest } from './team/manifest.ts'
import { newPerson } from './team/people.ts'
import type { Channel, Person, State } from './team/state.ts'
import type { InstalledApp } from './team/team.ts'

export const TEAM_ID = 'T0PRACTICE'
const BOT_USER_ID = 'U0BOT'
const botPerson = (name: string): Person => ({
  ...newPerson({ id: BOT_USER_ID, name: name.toLowerCase(), realName: name, email: '' }, 0),
  color: '#343a40',
  isBot: true,
})

/** The app as it is after installing: new tokens at every start. */
export function install(manifest: AppManifest, signingSecret?: string): InstalledApp {
  return {
    appId: 'A0PRACTICE',
    botId: 'B0PRACTICE',
    botUserId: BOT_USER_ID,
    name: manifest.features.bot_user?.display_name ?? manifest.display_information.name,
    botToken: `xoxb-practice-${secret()}`,
    appToken: `xapp-1-A0PRACTICE-${secret()}`,
    signingSecret: signingSecret ?? secret(),
    verificationToken: secret(12),
    manifest,
  }
}

/** A workspace as it is on its first day. */
export function found(options: WorkspaceOptions, app: InstalledApp): State {
  const now = options.clock.now()
  const state: State = {
    people: [...options.people.map(newPerson), botPerson(app.name)],
    channels: [],
    messages: {},
    userGroups: options.userGroups ?? [],
    files: [],
    reads: {},
    homes: {},
    lastId: 0,
    lastTs: 0,
  }
  const everybody = options.people.filter(({ deactivated }) => !deactivated).map(({ id }) => id)
  const creator = everybody[0] ?? BOT_USER_ID
  state.channels = options.channels.map(
    (channel, place): Channel => ({
      id: `C${String(place + 1).padStart(10, '0')}`,
      name: channel.name,
      kind: channel.private ? 'private' : 'channel',
      topic: channel.topic ?? '',
      purpose: channel.purpose ?? '',
      creator,
      created: Math.floor(now / 1000),
      archived: false,
      members: [
        ...(channel.members === 'all' || !channel.members ? everybody : channel.members),
        ...(channel.app ? [BOT_USER_ID] : []),
      ],
      bookmarks: [],
      pins: [],
      previousNames: [],
    }),
  )
  state.lastId = state.channels.length
  return state
}
