import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'

export type Choice = {
  key: string
  label: VNode | string | (VNode | string)[]
  /** What typing is matched against. */
  words: string
  note?: VNode | string | (VNode | string)[]
  group?: string
  chosen?: boolean
}

type Props = {
  label: string
  choices: Choice[]
  onPick: (key: string) => void
  /** Given when the choices come from elsewhere; otherwise they are narrowed here. */
  onQuery?: (query: string) => void
  searchable?: boolean
  placeholder?: string
  multiple?: boolean
  empty?: string
}

const fits = (choice: Choice, query: string) => {
  const text = choice.words.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Where fingers point, a focused field would raise the keyboard over the very list. */
const pointsFinely = () => matchMedia('(pointer: fine)').matches

/** A list to choose from by arrows, by typing or by touch. */
export function Choices(props: Props): VNode {
  const { label, choices, onPick, onQuery, searchable = choices.length > 7, multiple = false } = props
  const id = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      choices.findIndex((choice) => choice.chosen),
    ),
  )
  const list = useRef<HTMLDivElement>(null)
  const shown = onQuery || query === '' ? choices : choices.filter((choice) => fits(choice, query))
  const current = Math.min(at, shown.length - 1)

  useEffect(() => {
    list.current?.querySelector('[data-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const type = (event: InputEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return
    setQuery(event.target.value)
    setAt(0)
    onQuery?.(event.target.value)
  }
  const press = (event: KeyboardEvent) => {
    const last = shown.length - 1
    if (event.key === 'ArrowDown') setAt(current >= last ? 0 : current + 1)
    else if (event.key === 'ArrowUp') setAt(current <= 0 ? last : current - 1)
    else if (event.key === 'Home' && !searchable) setAt(0)
    else if (event.key === 'End' && !searchable) setAt(last)
    else if (event.key === 'Enter' || (event.key === ' ' && !searchable)) {
      const choice = shown[current]
      if (choice) onPick(choice.key)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const active = shown[current] ? `${id}-${current}` : undefined
  const search =
    searchable &&
    html`<input autofocus=${pointsFinely()} class="choices-search" type="text" role="combobox" aria-expanded="true" autocomplete="off"
      aria-controls=${id} aria-activedescendant=${active} aria-label=${label} value=${query}
      placeholder=${props.placeholder ?? 'Find…'} onInput=${type} />`
  const rows = shown.map((choice, index) => {
    const group = choice.group && choice.group !== shown[index - 1]?.group ? choice.group : undefined
    return html`${group && html`<div class="choices-group" role="presentation">${group}</div>`}
      <div id="${id}-${index}" key=${choice.key} class="choice" role="option" aria-selected=${choice.chosen ?? index === current}
        data-current=${index === current} onMouseMove=${() => setAt(index)}
        onMouseDown=${(event: Event) => event.preventDefault()} onClick=${() => onPick(choice.key)}>
        ${multiple && html`<span class="choice-tick ${choice.chosen ? 'on' : ''}" aria-hidden="true"></span>`}
        <span class="choice-label">${choice.label}</span>
        ${choice.note && html`<span class="choice-note">${choice.note}</span>`}
      </div>`
  })
  return html`<div class="choices" onKeyDown=${press}>
    ${search}
    <div ref=${list} id=${id} class="choices-list" role="listbox" aria-label=${label} aria-multiselectable=${multiple}
      aria-activedescendant=${active} tabindex=${searchable ? -1 : 0} autofocus=${!searchable}>
      ${rows}
      ${shown.length === 0 && html`<div class="choices-empty">${props.empty ?? 'Nothing found'}</div>`}
    </div>
  </div>`
}
