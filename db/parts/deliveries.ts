import type { Store } from '../../src/app/ports/store.ts'
import * as deliveries from '../queries/deliveries.ts'
import type { Reach } from '../reach.ts'

type DeliveriesPart = Pick<
  Store,
  'receive' | 'unfinishedDeliveries' | 'beginDelivery' | 'finishDelivery' | 'pruneDeliveries'
>

/** What Slack delivered, kept before it is acknowledged. */
export const deliveriesPart = ({ db, write }: Reach): DeliveriesPart => ({
  receive: (delivery) => write((tx) => deliveries.receive(tx, delivery)),
  unfinishedDeliveries: (before) => deliveries.unfinishedDeliveries(db, before),
  beginDelivery: (id) => write((tx) => deliveries.beginDelivery(tx, id)),
  finishDelivery: (id, error) => write((tx) => deliveries.finishDelivery(tx, id, error)),
  pruneDeliveries: (before) => write((tx) => deliveries.pruneDeliveries(tx, before)),
})
