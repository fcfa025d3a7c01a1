import * as v from 'valibot'
import { platformName } from './platform-name.js'
import { opticalSwitch } from './switch.js'
import {
  choice,
  described,
  duration,
  fields,
  flag,
  integer,
  name,
  number,
  optional,
  quantity,
  share,
  time
} from './values.js'

const memoryLaw = v.variant(
  'law',
  [
    fields({ law: v.literal('perfect') }),
    fields({
      law: v.literal('linear-flip'),
      coherenceTime: described(duration(), 'Time in which the coherence of a stored pair falls to 1/e'),
      flipRate: described(quantity('rate'), 'Relative rate at which ZZ of a stored pair falls, linearly')
    }),
    fields({
      law: v.literal('relaxation'),
      relaxationTime: described(duration(), 'T1: time constant of the populations'),
      coherenceTime: described(duration(), 'T2: time constant of the coherence, at most 2 T1'),
      equilibriumPolarisation: optional(number(-1, 1), '<Z> that a qubit relaxes to: 1 for |0>. Default 0')
    }),
    fields({ law: v.literal('ca40') })
  ],
  'a memory law: perfect, linear-flip, relaxation or ca40'
)

const clock = fields({
  offset: optional(time({ signed: true }), 'Reading minus true time at the start'),
  drift: optional(quantity('drift', { signed: true, minimum: -1e11, maximum: 1e11 }), 'Rate beyond that of true time'),
  wander: optional(
    fields({
      rate: described(quantity('drift'), 'Standard deviation of the change of rate over one second'),
      interval: described(duration(), 'The rate changes at multiples of this time')
    }),
    'Random walk of the rate'
  ),
  quality: optional(time(), 'One-sigma error of the reading that the clock states')
})

const wireNumber = integer(1, 0xffff_ffff)

export const memory = optional(memoryLaw, 'How qubits decay that are not stored. Default perfect')

export const storage = optional(
  fields({
    memory: described(memoryLaw, 'How stored qubits decay'),
    transferFactor: optional(number(-1, 1), 'Flips of the transfer: what is left of Z. Default 1')
  }),
  'A long-lived encoding into which kept qubits are moved'
)

export const operationTimes = {
  measure: optional(time(), 'Of a measurement'),
  correct: optional(time(), 'Of a Pauli correction'),
  store: optional(time(), 'Of the transfer into storage'),
  swap: optional(time(), 'Of a Bell measurement of two qubits'),
  distil: optional(time(), "Of a node's half of a distillation step"),
  prepare: optional(time(), 'Of the preparation of a qubit'),
  gate: optional(time(), 'Of a gate between two qubits that a program asks for')
}

export const twoQubitDepolarising = optional(
  share(),
  'Probability that a gate replaces its two qubits by noise. Default 0'
)

export const node = fields({
  name: described(name, 'Unique among nodes and stations'),
  number: optional(wireNumber, 'Number on the wire; the lower one of a link is its master'),
  qubits: described(integer(1, 65_536), 'Qubits that the node has'),
  platform: optional(platformName, 'What its hardware is, but for what is said beside it: see `bellwire platforms`'),
  clock: optional(clock, 'An imperfect clock; without it the node keeps true time'),
  memory,
  storage,
  coherenceTime: optional(duration(), 'Time constant that the hardware states of itself. Default none'),
  readoutFlip: optional(share(0, 0.5), 'Probability that a measurement reports the wrong outcome'),
  durations: optional(fields(operationTimes), 'How long operations take. Default 0'),
  twoQubitGate: optional(
    fields({ depolarising: twoQubitDepolarising }),
    'Gates between two qubits, for swapping and distillation. Default perfect'
  ),
  keep: optional(flag(), 'False for hardware that heralds only by measuring. Default true')
})

export const station = fields({
  name: described(name, 'Unique among nodes and stations'),
  number: optional(wireNumber, 'Number on the wire'),
  clock: optional(clock, 'An imperfect clock'),
  switch: optional(opticalSwitch, 'An optical switch; without it the station serves all its links always')
})

export const mode = choice(['skip', 'exact'])
export type MemoryInput = v.InferOutput<typeof memoryLaw>
export type ClockInput = v.InferOutput<typeof clock>
/** A node as its file has it. */
type NodeFileInput = v.InferOutput<typeof node>

/** A node of which everything is known; null for hardware without gates between two qubits. */
export type NodeInput = Omit<NodeFileInput, 'platform' | 'twoQubitGate'> & {
  readonly twoQubitGate?: NodeFileInput['twoQubitGate'] | null
}
