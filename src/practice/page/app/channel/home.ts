import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { Blocks } from '../blocks/blocks.ts'
import { Avatar } from '../message/avatar.ts'
import { personIn } from '../state/select.ts'
import { useStore } from '../state/store.ts'
import { OpenDrawer } from './open-drawer.ts'
import { Tabs } from './tabs.ts'

/** The app's own page for this person. */
export function Home(): VNode {
  const world = useStore((state) => state.world)
  const bot = world && personIn(world, world.bot)
  const home = world?.home
  const name = bot ? bot.realName || bot.name : 'App'
  return html`<main class="channel" aria-label="${name} home">
    <header class="bar">
      <${OpenDrawer} />
      <div class="bar-title app-title"><${Avatar} person=${bot} size="small" /><h1><span>${name}</span></h1></div>
    </header>
    <${Tabs} on="Home" />
    <div class="home-body">
      ${home && home.blocks.length > 0 ? html`<${Blocks} blocks=${home.blocks} place=${{ home: true }} />` : html`<p class="beginning">${name} has put nothing here yet.</p>`}
    </div>
  </main>`
}
