const description = (words: string) => ({ description: words })

/** The smallest app that uses everything the page can show. */
export const drillManifest = {
  display_information: { name: 'Drill' },
  features: {
    bot_user: { display_name: 'Drill' },
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    slash_commands: [
      {
        command: '/incident',
        ...description('Open an incident and its channel'),
        usage_hint: 'p0|p1|p2|p3 [service] <title>',
        should_escape: true,
      },
      { command: '/handoff', ...description('Hand the shift over'), usage_hint: '' },
      { command: '/inventory', ...description('Show every block'), usage_hint: '' },
    ],
    shortcuts: [
      {
        name: 'Declare an incident',
        type: 'global',
        callback_id: 'declare',
        ...description('Open the form'),
      },
      { name: 'Add to timeline', type: 'message', callback_id: 'keep', ...description('Keep this message') },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        ...['app_mentions:read', 'bookmarks:read', 'bookmarks:write', 'channels:history', 'channels:join'],
        ...[
          'channels:manage',
          'channels:read',
          'chat:write',
          'commands',
          'im:history',
          'im:read',
          'im:write',
        ],
        ...['pins:read', 'pins:write', 'reactions:read', 'reactions:write', 'users:read', 'team:read'],
      ],
    },
  },
  settings: {
    event_subscriptions: { bot_events: ['app_home_opened', 'message.channels', 'reaction_added'] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
}
