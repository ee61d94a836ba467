import { z } from 'zod'

const list = z.array(z.string()).default([])

const manifest = z.object({
  display_information: z.object({ name: z.string(), description: z.string().default('') }),
  features: z
    .object({
      bot_user: z.object({ display_name: z.string() }).optional(),
      app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).optional(),
      slash_commands: z
        .array(
          z.object({
            command: z.string(),
            description: z.string().default(''),
            usage_hint: z.string().default(''),
            should_escape: z.boolean().default(false),
            url: z.string().optional(),
          }),
        )
        .default([]),
      shortcuts: z
        .array(
          z.object({
            name: z.string(),
            type: z.enum(['global', 'message']),
            callback_id: z.string(),
            description: z.string().default(''),
          }),
        )
        .default([]),
    })
    .prefault({}),
  oauth_config: z.object({ scopes: z.object({ bot: list }).prefault({}) }).prefault({}),
  settings: z
    .object({
      event_subscriptions: z.object({ request_url: z.string().optional(), bot_events: list }).prefault({}),
      interactivity: z
        .object({
          is_enabled: z.boolean().default(false),
          request_url: z.string().optional(),
          message_menu_options_url: z.string().optional(),
        })
        .prefault({}),
      socket_mode_enabled: z.boolean().default(false),
    })
    .prefault({}),
})

export type AppManifest = z.infer<typeof manifest>

/** Reads what Slack would read of an app's manifest; throws ZodError when it is none. */
export const readManifest = (source: unknown): AppManifest => manifest.parse(source)
