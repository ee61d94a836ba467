import { ChatRefused } from '../../app/ports/chat.ts'

/** For `catch`: what Slack refuses for one of these reasons is as wanted already, or simply not there. */
export const unless =
  (...reasons: string[]) =>
  (error: unknown): undefined => {
    if (!(error instanceof ChatRefused && reasons.includes(error.reason))) throw error
  }
