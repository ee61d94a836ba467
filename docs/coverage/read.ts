import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const command = z.strictObject({
  line: z.int().positive(),
  run: z.string(),
  /**
   * What became of it. `command`: a remediation that runs a declared command; `tell`: a message; `do`: a person's work
   * without it; `copy`: shown ready to copy, for a person.
   */
  as: z.enum(['check', 'fix', 'command', 'tell', 'do', 'copy', 'out']),
  by: z.union([z.string(), z.array(z.string())]).optional(),
  why: z.string().optional(),
})

const entry = z
  .strictObject({
    heading: z.string(),
    line: z.int().positive(),
    /** Files below playbooks, each with `#` and the title of a step where one step encodes it. */
    by: z.array(z.string()).optional(),
    /** Why nothing encodes it. */
    out: z.string().optional(),
    commands: z.array(command).default([]),
  })
  .refine((one) => (one.by === undefined) !== (one.out === undefined), {
    error: 'A heading is encoded by something, or left out for a reason',
  })

export type Entry = z.infer<typeof entry>
export type Command = z.infer<typeof command>

/** What encodes each section of the operations documents, by service. */
export function readCoverage(folder: string): Map<string, Entry[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yml'))
  return new Map(
    files.sort().map((name) => {
      const read = z.array(entry).safeParse(parse(readFileSync(path.join(folder, name), 'utf8')))
      if (!read.success) throw new Error(`${name}: ${z.prettifyError(read.error)}`)
      return [name.replace(/\.yml$/, ''), read.data]
    }),
  )
}

export const placesOf = ({ by }: Pick<Command, 'by'>): string[] =>
  by === undefined ? [] : Array.isArray(by) ? by : [by]
