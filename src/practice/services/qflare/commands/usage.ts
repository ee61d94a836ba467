import type { Answered } from '../../../machine/stand-in.ts'

/** What Python's argparse says to arguments that it does not know. */
export const usage = (line: string): Answered => ({ code: 2, stderr: [`usage: ${line}`] })
