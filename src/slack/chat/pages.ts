type Page = { response_metadata?: { next_cursor?: string } } | undefined

/** Every page of a list, one call each, as long as the caller wants more. */
export async function* pages<P extends Page>(
  page: (cursor: { cursor?: string }) => Promise<P>,
): AsyncGenerator<P> {
  let cursor = ''
  do {
    const found = await page(cursor ? { cursor } : {})
    yield found
    cursor = found?.response_metadata?.next_cursor ?? ''
  } while (cursor)
}
