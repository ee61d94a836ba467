import fc from 'fast-check'
import { test } from 'vitest'
import * as decidingForms from '../../src/slack/views/forms/deciding-forms.ts'
import { handoffForm } from '../../src/slack/views/forms/handoff-form.ts'
import * as incidentForms from '../../src/slack/views/forms/incident-forms.ts'
import * as ledgerForms from '../../src/slack/views/forms/ledger-forms.ts'
import { lockForm } from '../../src/slack/views/forms/lock-form.ts'
import { fixForm, runForm } from '../../src/slack/views/forms/remediation-forms.ts'
import * as stepForms from '../../src/slack/views/forms/step-forms.ts'
import { homeView } from '../../src/slack/views/home.ts'
import { drawPicture } from '../../src/slack/views/index.ts'
import { help } from '../../src/slack/views/replies/help.ts'
import { list } from '../../src/slack/views/replies/list.ts'
import { locked } from '../../src/slack/views/replies/locked.ts'
import { locks } from '../../src/slack/views/replies/locks.ts'
import { phasePage } from '../../src/slack/views/replies/phase-page.ts'
import { refusal, suggestion, unexpected } from '../../src/slack/views/replies/refusal.ts'
import { status } from '../../src/slack/views/replies/status.ts'
import { timeline } from '../../src/slack/views/replies/timeline.ts'
import { expectSound, expectSoundView } from './slack-rules.ts'
import * as wild from './wild.ts'

const { text, incident, offer, service } = wild
const many = <T>(one: fc.Arbitrary<T>, maxLength = 200) => fc.array(one, { maxLength, size: 'max' })
const listed = fc.record({
  number: fc.nat(),
  title: text,
  status: text,
  severity: text,
  service: text,
  owner: text,
  channel: text,
  openedAt: text,
})
const keeping = { owner: 'U0000000ANA', until: '2026-11-27' }
const held = fc.record({
  target: text,
  holder: text,
  kind: fc.constantFrom('asked' as const, 'running' as const, 'verifying' as const, 'hand' as const),
  by: text,
  why: text,
  since: text,
  until: text,
  incident: text,
})
const waiting = fc.record({ incident: text, channel: text, title: text, at: text })

test('whatever people and machines write, Slack takes the message and nobody is pinged by it', () => {
  const drawn = fc.property(wild.picture, (one) => expectSound(drawPicture(one)))
  fc.assert(drawn, { numRuns: 1000 })
})

test('Slack takes every private answer', () => {
  const replies = fc.oneof(
    many(wild.entry, 40).chain((entries) =>
      fc
        .tuple(incident, fc.nat(5), fc.nat(6))
        .map(([one, page, pages]) => timeline({ incident: one, entries, page, pages })),
    ),
    wild.picture.chain((one) =>
      fc.nat(200).map((page) => {
        if (one.of === 'phase') return phasePage(one, page)
        return one.of === 'card' ? status(one) : refusal('')
      }),
    ),
    many(listed).map(list),
    many(held, 40).map(locks),
    held.map(locked),
    many(fc.record({ slash: text, name: text, usage: text, summary: text, examples: many(text, 2) }), 60).map(
      help,
    ),
    text.map(refusal),
    text.map(unexpected),
    fc.record({ says: text, command: text, usage: text }).map(suggestion),
  )
  fc.assert(fc.property(replies, expectSound), { numRuns: 500 })
})

test('Slack takes every form and every Home tab', () => {
  const ref = { incident: 'INC-42', run: 'r1', step: '0.0' }
  const views = fc.oneof(
    fc
      .record({ services: many(fc.record({ id: text, name: text })), severity: text, title: text })
      .map(incidentForms.declareForm),
    incident.chain((one) =>
      fc.constantFrom(
        incidentForms.updateForm(one),
        incidentForms.severityForm(one),
        incidentForms.leadForm(one),
        incidentForms.noteForm(one),
        ledgerForms.resolveForm(one, { standing: one.remediations, keeping, cause: one.title }),
        incidentForms.actionItemForm(one),
      ),
    ),
    text.chain((title) =>
      fc.constantFrom(
        stepForms.skipForm(ref, title),
        stepForms.assignForm(ref, title),
        stepForms.addStepForm(ref),
        stepForms.tellForm(ref, { kind: 'tell', title, audience: 'stakeholders', with: {} }, title),
      ),
    ),
    fc
      .tuple(text, fc.array(text, { minLength: 1, maxLength: 200, size: 'max' }))
      .map(([title, options]) => stepForms.answerForm(ref, { kind: 'ask', title, options })),
    fc
      .tuple(
        text,
        fc.array(
          fc.record({
            when: text,
            steps: fc.array(fc.constant({ kind: 'do' as const, title: 'x' }), { maxLength: 0 }),
          }),
          { minLength: 1, maxLength: 200, size: 'max' },
        ),
      )
      .map(([question, branches]) => stepForms.branchForm(ref, question, branches)),
    fc
      .tuple(incident, wild.remediation)
      .chain(([one, remediation]) =>
        fc.constantFrom(
          decidingForms.rejectForm(one, remediation),
          decidingForms.questionForm(one, remediation),
          decidingForms.breakGlassForm(one, remediation, 'h1'),
          decidingForms.reviewForm(one, remediation),
          decidingForms.settleForm(one, remediation, 'applied'),
          decidingForms.settleForm(one, remediation, 'not-applied'),
          ledgerForms.keepForm(one, remediation, keeping),
          ledgerForms.permanentForm(one, remediation),
          ledgerForms.undoForm(one, one.remediations, remediation.id, remediation.title),
        ),
      ),
    fc
      .tuple(incident, wild.remediation, fc.nat(80))
      .map(([one, remediation, count]) => ({
        one,
        standing: Array.from({ length: count }, () => remediation),
      }))
      .map(({ one, standing }) => ledgerForms.resolveForm(one, { standing, keeping })),
    fc.record({ target: text, why: text }).map(lockForm),
    fc.tuple(incident, offer).map(([one, { playbooks }]) => runForm(one, playbooks)),
    fc
      .tuple(
        incident,
        fc.array(fc.record({ name: fc.string({ minLength: 1 }), summary: text }), { minLength: 1 }),
        service,
      )
      .map(([one, remediations, owner]) => fixForm(one, remediations, owner)),
    wild.handoff.map(({ items }) => handoffForm(items)),
    fc
      .record({
        incidents: many(listed, 60),
        steps: many(waiting, 60),
        approvals: many(waiting, 60),
        reviews: many(waiting, 60),
        kept: many(
          fc.record({
            incident: fc.constant('INC-1'),
            title: text,
            until: text,
            remediation: fc.constant('inc-1-fix-1'),
          }),
          60,
        ),
        postmortems: many(fc.record({ incident: text, title: text, at: text, url: text }), 60),
      })
      .map(homeView),
  )
  fc.assert(fc.property(views, expectSoundView), { numRuns: 500 })
})
