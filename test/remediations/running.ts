import type { Instruments } from '../../src/app/ports/instruments.ts'
import type { AnyRemediation, Applying } from '../../src/remediations/remediation.ts'

/** A remediation run by hand. `plan` fails where it is refused, and `refusal` where it is not. */
export function running(one: AnyRemediation, instruments: Instruments, applying: Applying) {
  const planned = (input: unknown) => one.plan(input, instruments, applying)
  return {
    planned,
    async plan(input: unknown) {
      const answer = await planned(input)
      if (!answer.ok) throw new Error(`refused: ${answer.refusal.says}`)
      return answer.value
    },
    async refusal(input: unknown) {
      const answer = await planned(input)
      if (answer.ok) throw new Error(`planned: ${answer.value.says}`)
      return answer.refusal
    },
    apply: (data: unknown) => one.apply(data, instruments, applying),
    settle: (data: unknown) => one.settle(data, instruments, applying),
    verify: (data: unknown) => one.verify(data, instruments, applying),
    async undo(data: unknown) {
      const undone = await one.undo?.(data, instruments, applying)
      if (!undone) throw new Error(`${one.name} cannot be undone`)
      return undone
    },
  }
}
