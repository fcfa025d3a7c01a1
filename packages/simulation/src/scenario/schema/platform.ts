import * as v from 'valibot'
import { model } from '../models/kinds.js'
import { operationTimes, memory, storage, twoQubitDepolarising } from './node.js'
import { conversion, detectors, fibre, photon, windowLength } from './optics.js'
import { platformName } from './platform-name.js'
import {
  both,
  choice,
  described,
  duration,
  fields,
  flag,
  list,
  optional,
  quantity,
  share,
  words,
  time
} from './values.js'

const tag = choice(['published', 'derived', 'fitted', 'assumed'])

const ELEMENTS = 'a mapping of names to efficiencies'

/** Hardware described by its parts. What a link or a node says itself takes the place of what is said here. */
export const platform = fields({
  title: described(words(), 'What it is, in words'),
  paper: optional(words(), 'Where it is described'),
  length: optional(quantity('length'), 'Of its link, where there is only one; otherwise links give theirs'),
  emission: described(model, 'How heralds come about'),
  photon,
  collection: optional(
    v.union(
      [share(), both(share())],
      "a number from 0 to 1, a percentage such as '5 %', or a list of two, for a and b"
    ),
    'Probability that a photon is collected into the fibre. Default 1'
  ),
  conversion: optional(fields(conversion), 'Quantum frequency conversion at each node'),
  path: optional(
    v.record(v.string(ELEMENTS), share(), ELEMENTS),
    'Further elements that each photon passes, by name: the efficiency of each'
  ),
  fibre: optional(
    fields({
      ...fibre,
      statedAt: optional(
        quantity('length'),
        'Length of the link whose fibres the efficiencies and the noise already count. Default 0 km'
      )
    }),
    'From the nodes to the station'
  ),
  station: optional(
    fields({
      window: optional(windowLength, "Length of a gate. Default '100 ns'"),
      guard: optional(time(), "A photon counts if it is due within this of the gate's centre. Default '100 ns'"),
      noise: optional(both(share()), 'Noise-click probability of each detector in one gate, beside the dark counts')
    }),
    'Where photons are detected'
  ),
  detectors,
  attempt: optional(
    fields({
      overhead: optional(quantity('time'), "What an attempt takes beside the light's way to the station and back"),
      period: optional(duration(), 'Time of one attempt, over any length; or give rate'),
      rate: optional(quantity('rate', { minimum: 1e-6, note: ', more than 0' }), 'Attempts per second, over any length')
    }),
    'How often an attempt can be made: one of overhead, period and rate. Default: as often as light and guards let'
  ),
  memory,
  storage,
  coherenceTime: optional(duration(), 'Time constant that the hardware states of itself. Default none'),
  readout: optional(
    fields({
      flip: optional(share(0, 0.5), 'Probability that a measurement reports the wrong outcome'),
      duration: operationTimes.measure
    }),
    'Measurement of a qubit'
  ),
  gates: optional(
    fields({
      between: optional(flag(), 'False for hardware without gates between two qubits. Default true'),
      depolarising: twoQubitDepolarising,
      twoQubit: optional(time(), 'Duration of a gate between two qubits that a program asks for'),
      correct: operationTimes.correct,
      store: operationTimes.store,
      prepare: operationTimes.prepare,
      swap: operationTimes.swap,
      distil: operationTimes.distil
    }),
    'What else a node does to its qubits, and how long it takes. Default: perfect, and at once'
  ),
  keep: optional(flag(), 'False for hardware that heralds only by measuring. Default true'),
  tags: optional(
    v.record(v.string('a mapping of fields to tags'), tag, 'a mapping of fields to tags'),
    'Where a number comes from, by its field, such as station.window: published. Default assumed'
  )
})

/** Lengths in kilometres, times in nanoseconds, rates per second, losses in decibels. */
export type PlatformInput = v.InferOutput<typeof platform>

/** The model of a link that is hardware described elsewhere. */
export const platformReference = fields({
  kind: v.literal('platform'),
  platform: described(platformName, 'A platform of this file, or one that is known: see `bellwire platforms`'),
  brightnesses: optional(list(share()), 'Bright-state populations to choose from')
})

export type PlatformReference = v.InferOutput<typeof platformReference>
