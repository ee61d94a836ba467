/** Where blocks stand, as a click names it. */
export type SurfacePlace = { channel: string; ts: string } | { viewId: string } | { home: true }

/** One word for a surface, to keep its values and its waiting button under. */
export function surfaceKey(place: SurfacePlace): string {
  if ('viewId' in place) return `view:${place.viewId}`
  if ('home' in place) return 'home'
  return `message:${place.channel}:${place.ts}`
}
