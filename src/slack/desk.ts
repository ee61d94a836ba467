import { commands } from '../../commands/index.ts'
import type { Core } from '../app/core.ts'
import type { SlackChat } from './chat/chat.ts'
import type { AnyCommand } from './command.ts'
import type { Action, AnyModal, PlainAction, Shortcut, Suggestion } from './interactive.ts'
import type { AnyListener } from './listen.ts'
import { commandRun } from './listeners/command-run.ts'
import { declareShortcut } from './listeners/declare-shortcut.ts'
import { handoffActions, handoffModals } from './listeners/handoff-actions.ts'
import { homeActions, homeOpened } from './listeners/home.ts'
import { importAction, importModal } from './listeners/import-runbook.ts'
import { incidentActions } from './listeners/incident-actions.ts'
import { incidentModals } from './listeners/incident-modals.ts'
import { addToTimeline, messageFollowed, pinReaction } from './listeners/kept-messages.ts'
import { lateJoiner } from './listeners/late-joiner.ts'
import { ledgerActions, ledgerModals } from './listeners/ledger-actions.ts'
import { lockActions, lockModals } from './listeners/lock-actions.ts'
import { playbookSuggestion } from './listeners/playbook-suggestion.ts'
import { remediationActions } from './listeners/remediation-actions.ts'
import { remediationModals } from './listeners/remediation-modals.ts'
import { stepActions } from './listeners/step-actions.ts'
import { stepModals } from './listeners/step-modals.ts'

/** Everything people can say or press, and what it is answered with. */
export type Desk = {
  core: Core
  chat: SlackChat
  commands: readonly AnyCommand[]
  actions: readonly (Action | PlainAction)[]
  modals: readonly AnyModal[]
  suggestions: readonly Suggestion[]
  shortcuts: readonly Shortcut[]
  listeners: readonly AnyListener[]
}

export const createDesk = (core: Core, chat: SlackChat): Desk => ({
  core,
  chat,
  commands,
  actions: [
    ...incidentActions,
    ...stepActions,
    ...remediationActions,
    ...ledgerActions,
    ...lockActions,
    ...handoffActions,
    ...homeActions,
    importAction(chat),
    commandRun,
  ],
  modals: [
    ...incidentModals,
    ...stepModals,
    ...remediationModals,
    ...ledgerModals,
    ...lockModals,
    ...handoffModals,
    importModal,
  ],
  suggestions: [playbookSuggestion],
  shortcuts: [declareShortcut, addToTimeline(chat)],
  listeners: [pinReaction(chat), messageFollowed, lateJoiner(chat), homeOpened(chat)],
})
