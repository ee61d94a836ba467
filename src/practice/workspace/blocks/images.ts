import { z } from 'zod'
import { blockId, plainText, url } from './text.ts'

const source = {
  image_url: url.optional(),
  slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
}
const hasOneSource = (image: { image_url?: unknown; slack_file?: unknown }): boolean =>
  (image.image_url === undefined) !== (image.slack_file === undefined)
const ONE_SOURCE = 'must provide exactly one of image_url and slack_file'

export const imageElement = z
  .strictObject({ type: z.literal('image'), alt_text: z.string().min(1).max(2000), ...source })
  .refine(hasOneSource, ONE_SOURCE)

export const imageBlock = z
  .strictObject({
    type: z.literal('image'),
    ...blockId,
    alt_text: z.string().min(1).max(2000),
    title: plainText(2000).optional(),
    ...source,
  })
  .refine(hasOneSource, ONE_SOURCE)

export const video = z.strictObject({
  type: z.literal('video'),
  ...blockId,
  video_url: url,
  thumbnail_url: url,
  alt_text: z.string().min(1),
  title: plainText(199),
  title_url: url.optional(),
  author_name: z.string().max(49).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: z.string().optional(),
  description: plainText(3000).optional(),
})
