import { MOST_PATHS, SWAP_ORDERS } from '@bellwire/network-layer'
import * as v from 'valibot'
import { choice, described, duration, fields, flag, integer, name, optional, quantity, share, time } from './values.js'

const ORDER = 'a list of ranks from 0 to 255, at most 254'

const stage = fields({
  protocol: described(choice(['bbpssw', 'dejmps', 'doubleSelection']), 'What a step does'),
  schedule: optional(
    choice(['nested', 'pumped']),
    'Which pairs a step combines: such as have passed as many steps, or one with fresh ones. Default nested'
  ),
  rounds: described(integer(1, 7), 'Steps that a pair passes')
})

export const circuit = fields({
  name: optional(name, 'By which applications say that they use a circuit as described here, each one of its own'),
  from: described(name, 'The node that opens the circuit and asks for its pairs'),
  to: described(name, 'The node at the other end, however far'),
  minimumFidelity: described(share(), 'End to end'),
  rate: optional(quantity('rate'), 'Pairs per second that the links set aside. Default none'),
  paths: optional(
    integer(1, MOST_PATHS),
    'Ways that share no link, on as many of which as there are it runs at once. Default 1'
  ),
  cutoff: optional(
    v.union([v.literal('best'), duration()], "a time such as '100 ms', more than 0, or 'best'"),
    'Longest wait of a pair of a link at a node between. Best: what is expected to give the fidelity at the best rate, ' +
      'by what the nodes between state of their memories. Default none'
  ),
  order: optional(
    v.union(
      [choice(SWAP_ORDERS), v.pipe(v.array(integer(0, 255), ORDER), v.maxLength(254, ORDER))],
      `one of ${SWAP_ORDERS.join(', ')}, or ${ORDER}`
    ),
    'In which the nodes between swap: a name, or the rank of each. Default asap'
  ),
  distillation: optional(
    fields({
      links: optional(stage, 'Of the pairs of every link'),
      ends: optional(stage, 'Of the pairs from end to end')
    }),
    'How pairs are distilled. Default not at all'
  ),
  purpose: optional(integer(0, 65_535), 'Like a port. Default 0'),
  kind: optional(choice(['keep', 'measure']), 'What to do with the pairs. Default keep'),
  number: optional(
    v.union([v.literal('continuous'), integer(1, 0xffff_ffff)], "an integer from 1 to 4294967295, or 'continuous'"),
    'Pairs; continuous asks for as many as there is time for. Needed without a name: with one it may be for applications alone'
  ),
  raw: optional(flag(), 'Leave the Bell state as it comes'),
  start: optional(time(), 'When to open it, since the links are up. Default 0'),
  hold: optional(time(), 'Time for which both ends keep a pair that both have. Default 0')
})

export type CircuitInput = v.InferOutput<typeof circuit>
