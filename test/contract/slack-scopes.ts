/**
 * The bot scopes that a Web API method needs, one of each inner list; a method that is absent may be called
 * with any token. Source: the methods' pages at docs.slack.dev/reference/methods.
 */
export const scopesOfMethod: Record<string, string[][]> = {
  'auth.test': [],
  'bookmarks.add': [['bookmarks:write']],
  'bookmarks.list': [['bookmarks:read']],
  'chat.getPermalink': [],
  'chat.postEphemeral': [['chat:write']],
  'chat.postMessage': [['chat:write']],
  'chat.update': [['chat:write']],
  'conversations.create': [['channels:manage']],
  // Public channels, and direct messages in which the bot looks for what it may have posted.
  'conversations.history': [['channels:history'], ['im:history']],
  'conversations.replies': [['channels:history'], ['im:history']],
  'conversations.invite': [['channels:manage', 'channels:write.invites']],
  'conversations.join': [['channels:join']],
  'conversations.list': [['channels:read']],
  'conversations.open': [['im:write']],
  'conversations.setTopic': [['channels:manage', 'channels:write.topic']],
  'conversations.unarchive': [['channels:manage']],
  'files.completeUploadExternal': [['files:write']],
  'files.getUploadURLExternal': [['files:write']],
  // And the download of what it names.
  'files.info': [['files:read']],
  'pins.add': [['pins:write']],
  'usergroups.list': [['usergroups:read']],
  'usergroups.users.list': [['usergroups:read']],
  'users.info': [['users:read']],
  'users.lookupByEmail': [['users:read.email']],
  'views.open': [],
  'views.publish': [],
}

/** The scopes without which Slack does not deliver an event. Source: docs.slack.dev/reference/events. */
export const scopesOfEvent: Record<string, string[]> = {
  app_home_opened: [],
  member_joined_channel: ['channels:read'],
  'message.channels': ['channels:history'],
  reaction_added: ['reactions:read'],
}

/** Scopes that another one presupposes, or that stand for a feature of the manifest. */
export const scopesOfFeature = { slash_commands: 'commands', email: ['users:read.email', 'users:read'] }
