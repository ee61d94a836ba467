/** What a reader chose about an incident's page, and the addresses of the other choices. */
export type View = {
  live: boolean
  newestFirst: boolean
  /** Undefined when there is nothing to keep still. */
  toggleLive: string | undefined
  toggleOrder: string
}

/** While people work, the newest comes first and the page redraws itself; afterwards it reads from the beginning. */
export function readView(query: Readonly<Record<string, string>>, path: string, open: boolean): View {
  const still = 'still' in query
  const newestFirst = query.order === undefined ? open : query.order === 'newest'
  const address = (choice: { still: boolean; newestFirst: boolean }) => {
    const parts = [
      ...(choice.still && open ? ['still'] : []),
      ...(choice.newestFirst === open ? [] : [`order=${choice.newestFirst ? 'newest' : 'oldest'}`]),
    ]
    return parts.length > 0 ? `${path}?${parts.join('&')}` : path
  }
  return {
    live: open && !still,
    newestFirst,
    toggleLive: open ? address({ still: !still, newestFirst }) : undefined,
    toggleOrder: `${address({ still, newestFirst: !newestFirst })}#timeline`,
  }
}
