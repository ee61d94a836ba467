import type { HomeView, ModalView } from '@slack/types'
import type { Ask } from './client.ts'

export type Views = {
  /** `trigger`: good for three seconds and one use, then `ChatRefused('expired_trigger_id')`. */
  openView(trigger: string, view: ModalView): Promise<void>
  publishHome(user: string, view: HomeView): Promise<void>
}

export const views = (ask: Ask): Views => ({
  async openView(trigger, view) {
    await ask('views.open', (web) => web.views.open({ trigger_id: trigger, view }))
  },

  async publishHome(user, view) {
    await ask('views.publish', (web) => web.views.publish({ user_id: user, view }))
  },
})
