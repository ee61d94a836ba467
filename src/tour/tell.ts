/** A scene of a tour: what is about to be done, and the doing, which answers what came of it. */
export type Scene = { title: string; play(): Promise<string> }

export type Telling = {
  say(line: string): void
  /** Time for a human to follow. */
  pause(): Promise<void>
}

/** Plays scene after scene; false when one did not do what it should, and the rest is not played. */
export async function tell(scenes: readonly Scene[], { say, pause }: Telling): Promise<boolean> {
  for (const [index, { title, play }] of scenes.entries()) {
    const number = String(index + 1).padStart(2)
    say(`${number}  ${title}`)
    await pause()
    try {
      say(indented('✓', await play()))
    } catch (error) {
      say(indented('✗', error instanceof Error ? error.message : String(error)))
      say(`\nThe tour stops: step ${index + 1} of ${scenes.length} did not do what it should (${title}).\n`)
      return false
    }
    await pause()
  }
  return true
}

const indented = (mark: string, text: string) => `    ${mark} ${text.split('\n').join('\n      ')}\n`
