import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { icon } from '../icons.ts'
import { change, useStore } from '../state/store.ts'
import { chooseTheme, currentTheme } from '../theme.ts'
import { Apps, Channels, DirectMessages } from './channels.ts'
import { Scenarios } from './scenarios.ts'

function ThemeButton(): VNode {
  const [theme, setTheme] = useState(currentTheme)
  const other = theme === 'dark' ? 'light' : 'dark'
  const turn = () => {
    chooseTheme(other)
    setTheme(other)
  }
  return html`<button type="button" class="bar-button" aria-label="Turn ${other}" title="Turn ${other}" onClick=${turn}>
    ${icon(theme === 'dark' ? 'sun' : 'moon')}</button>`
}

export function Sidebar(): VNode {
  const team = useStore((state) => state.world?.team)
  const me = useStore(({ world }) => world?.people.find((person) => person.id === world.me))
  const open = useStore((state) => state.drawerOpen)
  const find = () => change((state) => ({ ...state, panel: 'switcher' }))
  const shut = () => change((state) => ({ ...state, drawerOpen: false }))
  return html`<div class="shade ${open ? 'shown' : ''}" onClick=${shut}></div>
    <div class="sidebar ${open ? 'shown' : ''}" role="navigation" aria-label="Workspace">
      <header class="bar">
        <div class="bar-title"><h1><span>${team ?? 'Practice workspace'}</span></h1>
          <div class="bar-note">${me ? `You are ${me.realName || me.name}` : ''}</div></div>
        <${ThemeButton} />
        <button type="button" class="bar-button shut-drawer" aria-label="Close" onClick=${shut}>${icon('close')}</button>
      </header>
      <div class="sidebar-list">
        <button type="button" class="find" onClick=${find}>${icon('search')}<span>Go to…</span><kbd>Ctrl K</kbd></button>
        <${Channels} /><${DirectMessages} /><${Apps} /><${Scenarios} />
      </div>
    </div>`
}
