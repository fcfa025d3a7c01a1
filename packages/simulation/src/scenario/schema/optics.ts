import * as v from 'valibot'
import { both, described, fields, optional, quantity, share, time } from './values.js'

export const fibre = {
  attenuation: optional(quantity('attenuation'), "Of the fibre. Default '0.2 dB/km'"),
  velocity: optional(
    quantity('velocity', { minimum: 1, maximum: 299_792_458, note: ', at most the speed of light' }),
    "Of light in the fibre. Default '204200 km/s'"
  )
}

export const conversion = {
  efficiency: described(share(), 'Probability that a photon comes out converted'),
  noise: described(quantity('rate'), 'Noise clicks that it causes at each detector if nothing lay between')
}

const arm = fields({
  length: optional(quantity('length'), 'Of the fibre to the station'),
  ...fibre,
  delay: optional(time(), 'One-way time; default: from length and velocity'),
  collection: optional(share(), 'Probability that a photon is collected into the fibre. Default 1'),
  loss: optional(quantity('loss'), 'Of everything else on the way'),
  converter: optional(fields(conversion), 'Quantum frequency conversion'),
  generationFailure: optional(share(), 'Probability that a train fails locally')
})

export const detectors = optional(
  fields({
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
  }),
  'Of the station'
)

export const photon = optional(
  v.variant(
    'shape',
    [
      fields({ shape: v.literal('exponential'), decayTime: quantity('time') }),
      fields({ shape: v.literal('gaussian'), fullWidthHalfMaximum: quantity('time') })
    ],
    'a photon shape: exponential or gaussian'
  ),
  'When photons are detected relative to the instant at which they are due'
)

export const windowLength = quantity('time', { minimum: 1e-3, note: ', more than 0' })

/** What lies between the nodes of a link, apart from its model. */
export const optics = {
  length: optional(quantity('length'), 'Fibre from a to b, the station in the middle'),
  arms: optional(fields({ a: v.optional(arm), b: v.optional(arm) }), 'From a, and from b, to the station'),
  window: optional(windowLength, "Length of a gate. Default '100 ns'"),
  noise: optional(both(share()), 'Noise-click probability of each detector in one gate, beside the dark counts'),
  detectors
}

const opticsSchema = fields(optics)

type ArmInput = v.InferOutput<typeof arm>

/** An arm with what only a platform says of it. */
export interface ArmParts extends ArmInput {
  /** Further elements that photons pass, 0..1 each. */
  readonly path?: Readonly<Record<string, number>>
  /** Length of fibre that the efficiencies and the noise already count, kilometres. */
  readonly statedAt?: number
}

/** The optics of a link: lengths in kilometres, times in nanoseconds, rates per second. */
export type OpticsInput = Omit<v.InferOutput<typeof opticsSchema>, 'arms'> & {
  readonly arms?: { readonly a?: ArmParts | undefined; readonly b?: ArmParts | undefined } | undefined
}
