import * as v from 'valibot'
import {
  choice,
  described,
  duration,
  fields,
  flag,
  integer,
  list,
  name,
  optional,
  quantity,
  share,
  time
} from './values.js'

const BASES = 'Z, X, Y, ZPlus or ZMinus, { random: XZ | XYZ | CHSH } or { rotation: [x1, y, x2] }'

/** How one end measures. */
export const basis = v.union(
  [
    v.picklist(['Z', 'X', 'Y', 'ZPlus', 'ZMinus'], BASES),
    fields({
      random: choice(['XZ', 'XYZ', 'CHSH']),
      probabilities: optional(
        v.pipe(list(share()), v.maxLength(2, 'a list of up to two probabilities')),
        'Of all bases of the set but the last. Default even'
      )
    }),
    fields({
      rotation: described(
        v.strictTuple([integer(0, 255), integer(0, 255), integer(0, 255)], 'three angles in units of 2π/256'),
        'Turns about X, Y and X before a measurement of Z, in units of 2π/256'
      )
    })
  ],
  BASES
)

export const request = fields({
  from: described(name, 'The node whose application asks'),
  to: described(name, 'The neighbour'),
  kind: optional(choice(['keep', 'measure', 'prepare']), 'What to do with the pairs. Default keep'),
  number: described(
    v.union([v.literal('continuous'), integer(1, 0xffff_ffff)], "an integer from 1 to 4294967295, or 'continuous'"),
    'Pairs; continuous asks for as many as there is time for'
  ),
  minimumFidelity: described(share(), 'Of every pair'),
  timeLimit: optional(duration(), 'Default none'),
  purpose: optional(integer(0, 65_535), 'Like a port. Default 0'),
  priority: optional(integer(0, 7), 'Higher is served first. Default 0'),
  atomic: optional(flag(), 'Not interrupted by other requests'),
  consecutive: optional(flag(), 'An answer for each pair as it comes. Default true'),
  raw: optional(flag(), 'Leave the Bell state as heralded'),
  bases: optional(
    fields({
      from: optional(basis, 'At the end that asks'),
      to: optional(basis, 'At the other end; not with prepare')
    }),
    'In which pairs are measured. Default Z'
  ),
  start: optional(time(), 'When to ask, since the links are up. Default 0'),
  repeat: optional(
    fields({ every: duration(), times: described(integer(1), 'Requests in all') }),
    'Ask again and again, at fixed times'
  ),
  arrivals: optional(
    fields({
      rate: described(quantity('rate', { minimum: 1e-9, note: ', more than 0' }), 'Mean rate of a Poisson process'),
      times: optional(integer(1), 'Requests at most')
    }),
    'Ask at random times'
  ),
  hold: optional(time(), 'Time for which both ends keep a pair that both have. Default 0')
})

export type RequestInput = v.InferOutput<typeof request>
