/** What Slack writes between angle brackets: people, channels, groups, everybody, links. */
const marked =
  /<(?:@([UW][A-Za-z0-9_]+)(?:\|[^<>]*)?|#([CG][A-Za-z0-9_]+)(?:\|([^<>]*))?|!(channel|here|everyone|subteam)(?:\^[A-Z0-9]+)?(?:\|([^<>]*))?|((?:https?|mailto):[^<>|\s]+)(?:\|([^<>]*))?)>/g

/** A Slack message's text as people read it: names for ids, the words of a link with its address. */
export function spoken(text: string, name: (slackId: string) => string): string {
  return text.replace(
    marked,
    (
      _,
      user?: string,
      room?: string,
      roomName?: string,
      group?: string,
      label?: string,
      url?: string,
      words?: string,
    ) => {
      if (user) return name(user)
      if (room) return `#${roomName || room}`
      if (group) return label || `@${group}`
      return words && words !== url ? `${words} (${url})` : (url ?? '')
    },
  )
}
