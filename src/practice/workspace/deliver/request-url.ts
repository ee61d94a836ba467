import type { AppManifest } from '../team/manifest.ts'
import type { Envelope } from './delivery.ts'

/** Which address of the app a payload goes to: all to `everything` where given, else as the manifest says. */
export const requestUrl =
  ({ settings, features }: AppManifest, everything?: string) =>
  ({ type, payload }: Envelope): string | undefined => {
    if (everything) return everything
    if (type === 'events_api') return settings.event_subscriptions.request_url
    if (type === 'slash_commands')
      return features.slash_commands.find(({ command }) => command === payload.command)?.url
    const { request_url, message_menu_options_url } = settings.interactivity
    return payload.type === 'block_suggestion' ? (message_menu_options_url ?? request_url) : request_url
  }
