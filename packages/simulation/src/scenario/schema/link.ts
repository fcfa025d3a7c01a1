import * as v from 'valibot'
import { kinds, type ModelInput } from '../models/kinds.js'
import { recurringDark } from './dark.js'
import { type OpticsInput, optics, photon } from './optics.js'
import { platformReference } from './platform.js'
import {
  choice,
  described,
  duration,
  fields,
  flag,
  integer,
  list,
  name,
  number,
  optional,
  quantity,
  share,
  time
} from './values.js'

const channelSettings = {
  delay: optional(time(), 'One way'),
  loss: optional(share(), 'Probability that a frame is lost'),
  duplication: optional(share(), 'Probability that a frame arrives twice'),
  jitter: optional(time(), 'Largest additional delay'),
  reordering: optional(
    fields({ probability: share(), extraDelay: time() }),
    'Some frames take longer and are overtaken'
  ),
  bandwidth: optional(quantity('bandwidth', { minimum: 1e-9, note: ', more than 0' }), 'Default unlimited')
}

const channel = fields(channelSettings)

const drift = fields({
  law: described(
    choice(['exponential', 'gaussian', 'linear', 'constant']),
    'How the contrast falls since the calibration'
  ),
  time: optional(duration(), 'Of the law; not with constant'),
  stepInterval: described(duration(), 'The change goes in steps of this'),
  phaseWalk: optional(quantity('phaseWalk'), 'Random walk of the phase between the arms'),
  thresholds: described(
    fields({
      measure: described(choice(['contrast', 'fidelity']), 'What the monitor compares'),
      drifting: described(number(0, 2), 'Loss at which the link is drifting'),
      outOfSpecification: described(number(0, 2), 'Loss at which it is out of specification')
    }),
    'What the monitor of the hardware says when'
  ),
  dark: optional(
    v.union(
      [list(fields({ from: time(), until: time() })), recurringDark],
      'a list of times from and until, or a mapping of every, for and first'
    ),
    'Times when no photon arrives'
  )
})

const bin = fields({ start: integer(0), end: integer(1), purpose: integer(0, 65_535) })

const SCHEDULER = 'fcfs, strict-priority, or a mapping of kind weighted-fair or time-division'
const scheduler = v.union(
  [
    v.picklist(['fcfs', 'strict-priority'], SCHEDULER),
    v.variant(
      'kind',
      [
        fields({
          kind: v.literal('weighted-fair'),
          weights: v.pipe(list(number(0)), v.minLength(1, '1 to 8 weights'), v.maxLength(8, '1 to 8 weights'))
        }),
        fields({ kind: v.literal('time-division'), firstSlot: integer(0), period: integer(1), bins: list(bin) })
      ],
      SCHEDULER
    )
  ],
  SCHEDULER
)

const timer = duration()

const names = [...kinds.map(({ kind }) => kind), 'platform']

const model = v.variant(
  'kind',
  [...kinds.map(({ schema }) => schema), platformReference],
  `a model: ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
)

export const link = fields({
  a: described(name, 'Name of a node'),
  b: described(name, 'Name of another node'),
  station: described(name, 'Name of the station between them'),
  model: described(model, 'How heralds come about'),
  length: optics.length,
  arms: optics.arms,
  peerDelay: optional(time(), 'One-way time between the nodes. Default: over the station'),
  frameDelay: optional(time(), 'One-way time of frames from either node to the station. Default: as light'),
  disciplined: optional(
    fields({ error: described(time(), 'How far readings of them may be off') }),
    "Hardware keeps the nodes' clocks on the station's"
  ),
  holdsOnHerald: optional(flag(), 'A herald stops both ends by itself. Default false'),
  slotPeriod: optional(duration(), 'Time of one attempt; or give attemptRate. Default: the shortest possible'),
  attemptRate: optional(quantity('rate', { minimum: 1e-6, note: ', more than 0' }), 'Attempts per second'),
  window: optics.window,
  guard: optional(time(), "A photon counts if it is due within this of the gate's centre. Default '100 ns'"),
  noise: optics.noise,
  photon,
  detectors: optics.detectors,
  drift: optional(drift, 'How the link gets worse by itself'),
  calibrationDuration: optional(time(), 'Length of a maintenance window'),
  batchSlots: optional(
    v.union([v.literal('attempt'), integer(1)], "'attempt' or an integer from 1"),
    'Slots in one GEN. Default: ten seconds'
  ),
  firstSequence: optional(integer(0, 0xffff_ffff), 'First sequence number'),
  testFraction: optional(share(), 'Share of test rounds'),
  scheduler: optional(scheduler, 'Which request is served. Default fcfs'),
  queueLimit: optional(integer(1), 'Open requests in the queue of the link'),
  keepAliveInterval: optional(duration(), 'Between signs of life'),
  timers: optional(
    fields({
      greeting: v.optional(timer),
      greetingMaximum: v.optional(timer),
      replyMargin: v.optional(timer),
      reminder: v.optional(timer),
      synchronisation: v.optional(timer),
      holdover: v.optional(timer),
      repeat: v.optional(timer)
    }),
    'Of the protocol'
  ),
  channels: optional(
    fields({
      a: optional(channel, 'Between a and the station'),
      b: optional(channel, 'Between b and the station'),
      peer: optional(channel, 'Between the nodes')
    }),
    'Faults of the classical channels, both directions'
  )
})

/** A link as its file has it. */
export type LinkFileInput = v.InferOutput<typeof link>

/** A link of which everything is known. */
export type LinkInput = Omit<LinkFileInput, 'model' | 'arms'> &
  Pick<OpticsInput, 'arms'> & { readonly model: ModelInput }
export { channelSettings }
