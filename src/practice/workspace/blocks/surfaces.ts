import { z } from 'zod'
import { alert, card, carousel, container, plan, taskCard } from './cards.ts'
import { video } from './images.ts'
import { common, contextActions, markdown } from './layout.ts'
import { dataTable, dataVisualization, table } from './tables.ts'

export type Surface = 'message' | 'modal' | 'home'

const shared = [...common, video, card, carousel, container] as const

const messageBlock = z.discriminatedUnion('type', [
  ...shared,
  contextActions,
  markdown,
  table,
  dataTable,
  dataVisualization,
  plan,
  taskCard,
])

/** What may stand on a surface, and how much of it. */
export const blocksOf = {
  message: z.array(messageBlock).max(50),
  modal: z.array(z.discriminatedUnion('type', [...shared, alert])).max(100),
  home: z.array(z.discriminatedUnion('type', [...shared])).max(100),
} as const
