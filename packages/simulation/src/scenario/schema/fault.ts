import * as v from 'valibot'
import { channelSettings } from './link.js'
import { described, fields, name, optional, time } from './values.js'

const between = described(
  v.strictTuple([name, name], 'a list of two names'),
  'Names of two nodes, or of a node and a station, that share a channel'
)

export const fault = v.variant(
  'kind',
  [
    fields({
      kind: v.literal('partition'),
      between,
      at: time(),
      until: optional(time(), 'Default: the end of the run')
    }),
    fields({ kind: v.literal('channel'), between, at: time(), ...channelSettings }),
    fields({ kind: v.literal('restart'), node: name, at: time() }),
    fields({ kind: v.literal('crash'), node: name, at: time(), until: described(time(), 'When it comes back') }),
    fields({ kind: v.literal('restart-station'), station: name, at: time() })
  ],
  'a fault: partition, channel, restart, crash or restart-station'
)

export type FaultInput = v.InferOutput<typeof fault>
