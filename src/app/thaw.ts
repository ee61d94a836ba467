import { ok, type Result, refuse } from '../domain/result.ts'
import { type By, change } from './change.ts'
import type { Core } from './core.ts'
import { lacks } from './policy.ts'

/** Lets go, all at once, what playbooks froze in an incident and `by` may let go; answers the targets. */
export async function thaw(core: Core, incident: string, by: By): Promise<Result<string[]>> {
  const changed = await change(core, incident, by, (state) => {
    const frozen = (state.locks ?? []).flatMap(({ release, ...one }) =>
      release ? [{ ...one, release }] : [],
    )
    const mine = frozen.filter(({ release }) => !lacks(core, by.actor, release, 'let these targets go'))
    const [first] = frozen
    if (mine.length > 0)
      return ok([{ type: 'targets-released', locks: mine.map(({ lock, target }) => ({ lock, target })) }])
    return first
      ? (lacks(core, by.actor, first.release, 'let these targets go') ?? ok([]))
      : refuse('not-frozen', 'By a playbook, nothing is frozen here')
  })
  if (!changed.ok) return changed
  return ok(
    changed.value.entries.flatMap(({ event }) =>
      event.type === 'targets-released' ? event.locks.map(({ target }) => target) : [],
    ),
  )
}
