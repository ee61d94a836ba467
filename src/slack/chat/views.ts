import type { HomeView, ModalView } from '@slack/types'
import type { Ask } from './client.ts'
import { given } from './given.ts'

/** `hash` names the state a view was in; an update made for another is refused (`hash_conflict`). */
export type ShownView = { id: string; hash: string }

export type Views = {
  /** `trigger`: good for three seconds and one use, then `ChatRefused('expired_trigger_id')`. */
  openView(trigger: string, view: ModalView): Promise<ShownView>
  updateView(viewId: string, view: ModalView, hash?: string): Promise<ShownView>
  publishHome(user: string, view: HomeView): Promise<void>
}

export const views = (ask: Ask): Views => ({
  async openView(trigger, view) {
    const opened = await ask('views.open', (web) => web.views.open({ trigger_id: trigger, view }))
    return shown('views.open', opened.view)
  },

  async updateView(viewId, view, hash) {
    const updated = await ask('views.update', (web) =>
      web.views.update({ view_id: viewId, view, ...(hash ? { hash } : {}) }),
    )
    return shown('views.update', updated.view)
  },

  async publishHome(user, view) {
    await ask('views.publish', (web) => web.views.publish({ user_id: user, view }))
  },
})

const shown = (method: string, view: { id?: string; hash?: string } | undefined): ShownView => ({
  id: given(method, view?.id),
  hash: view?.hash ?? '',
})
