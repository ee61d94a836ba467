import type { KnownBlock } from '@slack/types'
import type { Picture } from '../../app/ports/chat.ts'
import type { Incident, Run } from '../../domain/incident.ts'
import { type RunStep, runSteps, settled } from '../../domain/run.ts'
import { line, passage } from '../mrkdwn.ts'
import { actions, context, section, sections } from './blocks.ts'
import { branchBlocks } from './branches.ts'
import { budget } from './budget.ts'
import { mark } from './marks.ts'
import { type Message, message } from './message.ts'
import { phaseButtons } from './phase-buttons.ts'
import { tally, windowOf } from './phase-window.ts'
import { stepAccessory, stepPress, stepRow } from './step-buttons.ts'
import { stepLine } from './step-line.ts'

/** How many open steps get a row of buttons; the others keep a menu at the end of their line. */
const mostRows = 3

/** A phase of a run: a line per step, with buttons for the next ones. Long phases show the part that matters now. */
export function phaseMessage(picture: Extract<Picture, { of: 'phase' }>): Message {
  const { incident, run, playbook, phase: index, now } = picture
  const phase = playbook.phases[index]
  if (!phase) return message(line(run.title, 120), [section([line(run.title, 120)])])
  const live = !run.endedAt && run.phase === index && incident.status !== 'closed'
  const steps = runSteps(run, playbook, index)
  const { before, shown, after } = windowOf(steps)
  const name = `Phase ${index + 1} of ${playbook.phases.length} · ${line(phase.name, 100)}`
  const blocks: KnownBlock[] = [
    section([`*${name}*`, heading(run, steps, budget(phase, run.phases[index], now))]),
    ...(before.length > 0 ? [context(`${before.length} steps before these: ${tally(before)}`)] : []),
    ...(live ? liveSteps(incident, run, shown) : quietSteps(incident, shown)),
    ...(after.length > 0 ? [context(`${after.length} steps after these: ${tally(after)}`)] : []),
    ...branchBlocks(incident, run, phase, index, live),
    ...(live ? [actions(phaseButtons(picture, steps))] : []),
  ]
  return message(`${line(run.title, 120)}: ${name}`, blocks)
}

const heading = (run: Run, steps: RunStep[], left: string | undefined): string =>
  [line(run.title, 100), ...(steps.length > 0 ? [tally(steps)] : []), ...(left ? [left] : [])].join(' · ')

/** Settled steps share a block; the others stand alone, because each brings its buttons. */
function liveSteps(incident: Incident, run: Run, steps: RunStep[]): KnownBlock[] {
  const next = withRows(incident, steps)
  const blocks: KnownBlock[] = []
  let together: string[] = []
  const flush = () => {
    blocks.push(...sections(together))
    together = []
  }
  for (const step of steps) {
    const row = next.includes(step)
    const accessory = row ? undefined : stepAccessory(incident, run, step)
    const words = stepLine(incident, step)
    if (!row && !accessory) {
      together.push(words)
      continue
    }
    flush()
    const first = step === next[0]
    blocks.push(section([words, first && details(step)], accessory))
    if (row) blocks.push(actions(stepRow(incident, run, step, first)))
  }
  flush()
  return blocks
}

/** The step that is next, and what can be put right at once: on a phone, more rows than that hide the list. */
function withRows(incident: Incident, steps: RunStep[]): RunStep[] {
  const open = steps.filter((one) => !settled(one) && stepPress(incident, one))
  return open.filter((one, nth) => nth === 0 || weighty(one)).slice(0, mostRows)
}

function quietSteps(incident: Incident, steps: RunStep[]): KnownBlock[] {
  const blocks = sections(steps.map((step) => stepLine(incident, step)))
  return blocks.length > 0 ? blocks : [context(`${mark.open} This phase has no steps of its own.`)]
}

const details = (step: RunStep): string | undefined => step.step.details && passage(step.step.details, 700)

/** What is pressed out of turn, and so has a button at once: a change, and the way to another playbook. */
const weighty = ({ step }: RunStep): boolean =>
  step.kind === 'fix' || (step.kind === 'do' && step.playbook !== undefined)
