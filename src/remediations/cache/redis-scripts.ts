/**
 * Lua for Redis 5 and later, run by EVAL: each run is one command, so that all of it happens or nothing. None runs
 * long: while a script runs, nobody else is answered.
 */

/** What the keys that Muster leaves begin with: they are no part of a cache. */
const own = 'muster:flush'
/** The key that says "this flush was done". */
export const markOf = (id: string): string => `${own}ed:${id}`
/** The key that says how far a flush by pattern is; it passes by itself an hour after the last page. */
export const placeOf = (mark: string): string => mark.replace(`${own}ed:`, `${own}ing:`)

const isCached = `string.sub(key, 1, ${own.length}) ~= '${own}'`

/** `KEYS[1]` the mark, `ARGV[1]` the seconds it stays. With the mark there it does nothing: a late second try. */
export const emptyAndMark = `if redis.call('GET', KEYS[1]) then return 'all' end
redis.call('FLUSHDB', 'ASYNC')
return redis.call('SET', KEYS[1], 'all', 'EX', ARGV[1])`

const pagesPerCount = 8

/** Counts over a few pages: `ARGV[1]` the cursor, `ARGV[2]` the pattern. Answers the next cursor and how many matched. */
export const countPages = `local cursor, found, pages = ARGV[1], 0, 0
repeat
  local page = redis.call('SCAN', cursor, 'MATCH', ARGV[2], 'COUNT', '500')
  cursor = page[1]
  pages = pages + 1
  for _, key in ipairs(page[2]) do
    if ${isCached} then found = found + 1 end
  end
until cursor == '0' or pages == ${pagesPerCount}
return {cursor, found}`

/**
 * Takes away one page of matching keys and keeps the place, so that the same words said again go on with the next.
 * With the last page it leaves the mark, and after that it does nothing. `KEYS` the mark and the place, `ARGV` the
 * pattern and the seconds the mark stays. Answers `more <keys gone>` or `done <keys gone>`.
 */
export const unlinkPage = `local done = redis.call('GET', KEYS[1])
if done then return 'done ' .. done end
local cursor, gone = '0', 0
local place = redis.call('GET', KEYS[2])
if place then
  local space = string.find(place, ' ')
  cursor = string.sub(place, 1, space - 1)
  gone = tonumber(string.sub(place, space + 1))
end
local page = redis.call('SCAN', cursor, 'MATCH', ARGV[1], 'COUNT', '500')
for _, key in ipairs(page[2]) do
  if ${isCached} then gone = gone + redis.call('UNLINK', key) end
end
if page[1] == '0' then
  redis.call('SET', KEYS[1], tostring(gone), 'EX', ARGV[2])
  redis.call('UNLINK', KEYS[2])
  return 'done ' .. gone
end
redis.call('SET', KEYS[2], page[1] .. ' ' .. gone, 'EX', '3600')
return 'more ' .. gone`
