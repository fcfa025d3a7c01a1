import * as v from 'valibot'
import {
  both,
  choice,
  described,
  duration,
  fields,
  integer,
  list,
  name,
  number,
  optional,
  quantity,
  share,
  time
} from './values.js'

const optics = {
  photonOverlap: described(share(), 'Overlap of the two photons at the station'),
  phaseContrast: described(share(), 'Contrast that phase noise leaves'),
  operationsContrast: described(share(), 'Contrast that local operations leave'),
  phaseOffset: optional(
    quantity('angle', { signed: true, minimum: -2 * Math.PI, maximum: 2 * Math.PI }),
    'Phase between the arms'
  )
}

const efficiencies = optional(
  both(share()),
  'Probability that a photon of a, of b makes a click; default: from the arms'
)

const bellIndex = integer(0, 3)

const ideal = fields({
  kind: v.literal('ideal'),
  successProbability: optional(share(), 'Probability that one slot heralds; or give attempts'),
  attempts: optional(number(1), 'Slots that a herald takes on average'),
  fidelity: optional(share(0.25), 'Of the Werner state that a herald delivers; or give bellDiagonal'),
  bellDiagonal: optional(
    v.strictTuple([share(), share(), share(), share()], 'a list of four probabilities that sum to 1'),
    'Probability of each error, by Bell index'
  ),
  announced: optional(list(bellIndex), 'Bell states that heralds announce, all equally likely. Default [0]')
})

const singleClick = fields({
  kind: v.literal('single-click'),
  efficiencies,
  ...optics,
  brightnesses: optional(list(share()), 'Bright-state populations to choose from')
})

const platform = fields({
  kind: v.literal('platform'),
  platform: described(
    choice(['ca40-10km', 'ca40-101km', 'ca40']),
    'Published hardware; ca40 takes the length of the link'
  ),
  brightnesses: optional(list(share()), 'Bright-state populations to choose from')
})

const twoClick = fields({ kind: v.literal('two-click'), efficiencies, ...optics })

const model = v.variant(
  'kind',
  [ideal, singleClick, twoClick, platform],
  'a model: ideal, single-click, two-click or platform'
)

const arm = fields({
  length: optional(quantity('length'), 'Of the fibre to the station'),
  attenuation: optional(quantity('attenuation'), "Of the fibre. Default '0.2 dB/km'"),
  velocity: optional(
    quantity('velocity', { minimum: 1, maximum: 299_792_458, note: ', at most the speed of light' }),
    "Of light in the fibre. Default '204200 km/s'"
  ),
  delay: optional(time(), 'One-way time; default: from length and velocity'),
  collection: optional(share(), 'Probability that a photon is collected into the fibre. Default 1'),
  loss: optional(quantity('loss'), 'Of everything else on the way'),
  converter: optional(
    fields({
      efficiency: described(share(), 'Probability that a photon comes out converted'),
      noise: described(quantity('rate'), 'Noise clicks that it causes at each detector if nothing lay between')
    }),
    'Quantum frequency conversion'
  ),
  generationFailure: optional(share(), 'Probability that a train fails locally')
})

const detectors = fields({
  efficiency: optional(share(), 'Probability that a photon makes a click. Default 1'),
  darkCounts: optional(
    v.union([quantity('rate'), both(quantity('rate'))], "a rate such as '3 cps', or a list of two"),
    'Of each detector'
  ),
  jitter: optional(quantity('time'), 'Standard deviation of the time of a click'),
  deadTime: optional(quantity('time'), 'After a click the detector sees nothing for this long'),
  afterpulseProbability: optional(share(0, 0.999_999), 'Mean number of later clicks that one click causes'),
  afterpulseTime: optional(
    quantity('time', { minimum: 1e-6, note: ', more than 0' }),
    'Time constant with which afterpulses die away'
  )
})

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
  dark: optional(list(fields({ from: time(), until: time() })), 'Times when no photon arrives')
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

export const link = fields({
  a: described(name, 'Name of a node'),
  b: described(name, 'Name of another node'),
  station: described(name, 'Name of the station between them'),
  model: described(model, 'How heralds come about'),
  length: optional(quantity('length'), 'Fibre from a to b, the station in the middle'),
  arms: optional(fields({ a: v.optional(arm), b: v.optional(arm) }), 'From a, and from b, to the station'),
  peerDelay: optional(time(), 'One-way time between the nodes. Default: over the station'),
  slotPeriod: optional(duration(), 'Time of one attempt; or give attemptRate. Default: the shortest possible'),
  attemptRate: optional(quantity('rate', { minimum: 1e-6, note: ', more than 0' }), 'Attempts per second'),
  window: optional(quantity('time', { minimum: 1e-3, note: ', more than 0' }), "Length of a gate. Default '100 ns'"),
  guard: optional(time(), "A photon counts if it is due within this of the gate's centre. Default '100 ns'"),
  noise: optional(both(share()), 'Noise-click probability of each detector in one gate, beside the dark counts'),
  photon: optional(
    v.variant(
      'shape',
      [
        fields({ shape: v.literal('exponential'), decayTime: quantity('time') }),
        fields({ shape: v.literal('gaussian'), fullWidthHalfMaximum: quantity('time') })
      ],
      'a photon shape: exponential or gaussian'
    ),
    'When photons are detected relative to the instant at which they are due'
  ),
  detectors: optional(detectors, 'Of the station'),
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

export type ArmInput = v.InferOutput<typeof arm>
export type LinkInput = v.InferOutput<typeof link>
export { channelSettings }
