import type { StandIn } from './stand-in.ts'

/** Stand-ins of several services by name; where two have the same, the first that succeeds answers. */
export function together(all: readonly Record<string, StandIn>[]): Record<string, StandIn> {
  const names = new Set(all.flatMap((one) => Object.keys(one)))
  return Object.fromEntries(
    [...names].map((name): [string, StandIn] => {
      const same = all.flatMap((one) => (Object.hasOwn(one, name) ? (one[name] ?? []) : []))
      return [name, (args, world) => firstThatSucceeds(same, args, world)]
    }),
  )
}

function firstThatSucceeds(same: readonly StandIn[], ...[args, world]: Parameters<StandIn>) {
  let answer: ReturnType<StandIn> = { code: 127, stderr: ['no such program'] }
  for (const one of same) {
    answer = one(args, world)
    if (answer.code === 0) break
  }
  return answer
}
