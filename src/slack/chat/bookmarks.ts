import { type Chat, ChatLacks } from '../../app/ports/chat.ts'
import type { Ask } from './client.ts'

export const bookmarks = (ask: Ask): Pick<Chat, 'bookmark'> => ({
  /** Adds the link unless it is there; a repeated try makes no second one. */
  async bookmark(channel, title, url) {
    const there = await ask('bookmarks.list', (web) => web.bookmarks.list({ channel_id: channel })).catch(
      (error) => {
        if (error instanceof ChatLacks) return undefined
        throw error
      },
    )
    if (there?.bookmarks?.some(({ link }) => link === url)) return
    await ask('bookmarks.add', (web) =>
      web.bookmarks.add({ channel_id: channel, type: 'link', title, link: url }),
    )
  },
})
