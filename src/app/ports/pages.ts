/** Written pages: post-mortems as Markdown files that people may edit. */
export type Pages = {
  /** The file's text, or undefined when there is none yet. `path` is relative to the data folder. */
  read(path: string): Promise<string | undefined>
  /** Replaces the file in one step: a crash leaves the old or the new text, never half of one. */
  write(path: string, text: string): Promise<void>
}
