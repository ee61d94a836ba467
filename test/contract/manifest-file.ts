import { parse } from 'yaml'
import { z } from 'zod'
import { read } from './sources.ts'

const command = z.object({
  command: z.string(),
  description: z.string(),
  usage_hint: z.string(),
  should_escape: z.boolean(),
  url: z.string().optional(),
})

export const readManifest = (source: unknown) =>
  z
    .object({
      features: z.object({
        app_home: z.object({ home_tab_enabled: z.boolean() }),
        shortcuts: z.array(z.object({ type: z.enum(['global', 'message']), callback_id: z.string() })),
        slash_commands: z.array(command),
      }),
      oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
      settings: z.object({
        event_subscriptions: z.object({
          bot_events: z.array(z.string()),
          request_url: z.string().optional(),
        }),
        interactivity: z.object({ is_enabled: z.boolean(), request_url: z.string().optional() }),
        socket_mode_enabled: z.boolean(),
      }),
    })
    .parse(source)

/** manifest.yml as it stands: Socket Mode. */
export const socketManifest = (): unknown => parse(read('manifest.yml'))

/** The same with the lines that docs/deploy.md tells people to change for HTTP. */
export function httpManifest(): unknown {
  const lines = /<!-- manifest for HTTP -->\s*```yaml\n([\s\S]*?)```/.exec(read('docs/deploy.md'))?.[1]
  if (!lines) throw new Error('docs/deploy.md does not show the manifest for HTTP')
  return merge(socketManifest(), parse(lines))
}

const record = z.record(z.string(), z.unknown())
const named = z.array(z.looseObject({ command: z.string() }))

/** Objects are merged key by key, slash commands by their name; everything else is replaced. */
function merge(before: unknown, change: unknown): unknown {
  const commands = named.safeParse(before)
  const changed = named.safeParse(change)
  if (commands.success && changed.success)
    return commands.data.map((one) => ({
      ...one,
      ...changed.data.find((each) => each.command === one.command),
    }))
  const old = record.safeParse(before)
  const fresh = record.safeParse(change)
  if (!old.success || !fresh.success) return change
  return {
    ...old.data,
    ...Object.fromEntries(
      Object.entries(fresh.data).map(([key, value]) => [key, merge(old.data[key], value)]),
    ),
  }
}
