import type { Channel } from '../team/state.ts'
import type { Team } from '../team/team.ts'

export function channelShape(team: Team, channel: Channel, viewer: string): Record<string, unknown> {
  const shared = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_im: channel.kind === 'im',
    is_org_shared: false,
    context_team_id: team.id,
    updated: channel.created * 1000,
  }
  if (channel.kind === 'im')
    return {
      ...shared,
      user: channel.members.find((member) => member !== viewer) ?? viewer,
      is_user_deleted: false,
    }
  return {
    ...shared,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'channel',
    is_group: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: channel.name === 'general',
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    is_member: channel.members.includes(viewer),
    unlinked: 0,
    creator: channel.creator,
    topic: { value: channel.topic, creator: channel.topic ? channel.creator : '', last_set: 0 },
    purpose: { value: channel.purpose, creator: channel.purpose ? channel.creator : '', last_set: 0 },
    previous_names: channel.previousNames,
    num_members: channel.members.length,
  }
}
