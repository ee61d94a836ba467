import type { World } from '../state/state.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replace(/[&<>]/g, (char) => escapes[char] ?? char)

type Named = { name: string; written: (withName: boolean) => string }

/** Names that may follow `@` or `#`, longest first: "Ana Ortiz" before "Ana". */
function names(world: World | undefined, sign: string): Named[] {
  const people = (world?.people ?? []).flatMap(({ id, name, realName }) =>
    [realName, name].filter(Boolean).map((one) => ({
      name: one,
      written: (withName: boolean) => (withName ? `<@${id}|${name}>` : `<@${id}>`),
    })),
  )
  const rooms = (world?.channels ?? [])
    .filter((channel) => channel.kind !== 'im')
    .map(({ id, name }) => ({
      name,
      written: (withName: boolean) => (withName ? `<#${id}|${name}>` : `<#${id}>`),
    }))
  return (sign === '@' ? people : rooms).sort((a, b) => b.name.length - a.name.length)
}

/** Replaces `@Ana Ortiz` and `#incidents` where such a person or channel is known. */
function mention(text: string, world: World | undefined, withName: boolean): string {
  return text.replace(
    /(^|[\s(,])([@#])(?=\S)([^\n]*)/g,
    (whole, before: string, sign: string, rest: string) => {
      const found = names(world, sign).find(({ name }) => {
        const after = rest.charAt(name.length)
        return rest.toLowerCase().startsWith(name.toLowerCase()) && !/[\p{L}\p{N}_]/u.test(after)
      })
      const more = found ? rest.slice(found.name.length) : rest
      const broadcast = sign === '@' ? /^(here|channel|everyone)\b/.exec(rest)?.[1] : undefined
      if (found) return `${before}${found.written(withName)}${mention(more, world, withName)}`
      if (broadcast)
        return `${before}<!${broadcast}>${mention(rest.slice(broadcast.length), world, withName)}`
      return whole.slice(0, before.length + 1) + mention(rest, world, withName)
    },
  )
}

/** What was typed, as Slack's clients send it: escaped, with mentions and addresses in angle brackets. */
export function encode(text: string, world: World | undefined): string {
  const linked = escaped(text).replace(/https?:\/\/[^\s<>]*[^\s<>.,;:!?)]/g, (url) => `<${url}>`)
  return mention(linked, world, false)
}

/** A command keeps its words as typed; only mentions are written so that the app can tell who is meant. */
export const encodeCommand = (text: string, world: World | undefined): string => mention(text, world, true)

/** The way back, to edit what was sent. */
export function decode(text: string, world: World | undefined): string {
  return text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (whole, id: string) => {
      const person = world?.people.find((one) => one.id === id)
      return person ? `@${person.realName || person.name}` : whole
    })
    .replace(/<#(\w+)(?:\|[^>]*)?>/g, (whole, id: string) => {
      const channel = world?.channels.find((one) => one.id === id)
      return channel ? `#${channel.name}` : whole
    })
    .replace(/<!(here|channel|everyone)>/g, '@$1')
    .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
