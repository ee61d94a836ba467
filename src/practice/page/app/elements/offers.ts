import type { Option, OptionGroup } from '@slack/types'
import { useContext, useEffect, useState } from 'preact/hooks'
import { act } from '../state/act.ts'
import { useStore } from '../state/store.ts'
import type { AnySelect, Offer } from './select-kinds.ts'
import { channelOffers, isOption, optionOffers, peopleOffers } from './select-kinds.ts'
import type { Slot } from './surface.ts'
import { SurfaceContext } from './surface.ts'

function isGroup(value: unknown): value is OptionGroup {
  return typeof value === 'object' && value !== null && 'label' in value && 'options' in value
}

function readList<T>(answer: unknown, name: string, is: (value: unknown) => value is T): T[] {
  if (typeof answer !== 'object' || answer === null) return []
  const found: unknown = Object.entries(answer).find(([key]) => key === name)?.[1]
  return Array.isArray(found) ? found.filter(is) : []
}

const settled = 200

/** Asks the app for options a moment after typing stopped. */
function useSuggestions(element: AnySelect, slot: Slot, open: boolean, query: string): Offer[] {
  const { place } = useContext(SurfaceContext)
  const [offers, setOffers] = useState<Offer[]>([])
  const external = element.type === 'external_select' || element.type === 'multi_external_select'
  const enough = external && open && query.length >= (element.min_query_length ?? 3)
  useEffect(() => {
    if (!enough || 'home' in place) return
    const asks = setTimeout(async () => {
      const { blockId } = slot
      const answer = await act({
        act: 'suggest',
        in: place,
        blockId,
        actionId: element.action_id ?? '',
        query,
      })
      if (!answer.ok) return
      const options: Option[] = Array.isArray(answer.value)
        ? answer.value.filter(isOption)
        : readList(answer.value, 'options', isOption)
      setOffers(optionOffers(options, readList(answer.value, 'option_groups', isGroup)))
    }, settled)
    return () => clearTimeout(asks)
  }, [enough, query])
  return external ? offers : []
}

/** What a select offers, whatever kind it is. */
export function useOffers(element: AnySelect, slot: Slot, open: boolean, query: string): Offer[] {
  const world = useStore((state) => state.world)
  const suggested = useSuggestions(element, slot, open, query)
  switch (element.type) {
    case 'static_select':
    case 'multi_static_select':
      return optionOffers(element.options, element.option_groups)
    case 'users_select':
    case 'multi_users_select':
      return peopleOffers(world)
    case 'channels_select':
    case 'multi_channels_select':
      return channelOffers(world, false)
    case 'conversations_select':
    case 'multi_conversations_select':
      return channelOffers(world, element.filter?.include?.includes('im') ?? true)
    case 'external_select':
    case 'multi_external_select':
      return suggested
  }
}
