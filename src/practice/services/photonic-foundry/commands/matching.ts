import type { World } from '../../../cluster/world.ts'
import type { Answered, StandIn } from '../../../machine/stand-in.ts'

/** What a program does with arguments, joined by spaces, of a shape; the whole of them has to fit. */
export type Known = [shape: RegExp, run: (found: RegExpExecArray, world: World) => Answered]

export const says = (...stdout: string[]): Answered => ({ code: 0, stdout })
export const fails = (...stderr: string[]): Answered => ({ code: 1, stderr })

/** Arguments of a shape, and always the same answer. */
export const plain = (shape: RegExp, ...stdout: string[]): Known => [shape, () => says(...stdout)]

/** A program that knows what is listed, and calls everything else wrong use. */
export function programOf(name: string, known: readonly Known[]): StandIn {
  const all = known.map(([shape, run]) => ({ shape: new RegExp(`^(?:${shape.source})$`), run }))
  return (args, world) => {
    const words = args.join(' ')
    for (const { shape, run } of all) {
      const found = shape.exec(words)
      if (found) return run(found, world)
    }
    return { code: 2, stderr: [`${name}: does not know: ${words}`] }
  }
}
