import * as v from 'valibot'
import { choice, described, duration, fields, integer, list, name, optional, time } from './values.js'

const SIMPLE = ['random', 'random-asking', 'round-robin', 'demand-weighted'] as const

const reservedBin = fields({
  start: described(integer(0), 'First turn of the cycle'),
  end: described(integer(1), 'Turn after the last'),
  a: described(name, 'One end of the link that is served'),
  b: described(name, 'Its other end')
})

const POLICY = `${SIMPLE.join(', ')}, or a mapping of kind reserved`

const policy = v.union(
  [
    v.picklist(SIMPLE, POLICY),
    v.variant(
      'kind',
      [
        fields({
          kind: v.literal('reserved'),
          cycle: described(integer(1), 'Turns after which the reservations begin again'),
          bins: described(list(reservedBin), 'Turns of the cycle, and the link that they belong to'),
          otherwise: optional(choice(SIMPLE), 'Who is served in turns that are not reserved. Default random-asking')
        })
      ],
      POLICY
    )
  ],
  POLICY
)

/** The optical switch of a station. */
export const opticalSwitch = fields({
  slot: described(duration(), 'Length of a turn: of the time in which the same links are served'),
  policy: described(policy, 'Which links are served in a turn'),
  interferometers: optional(integer(1, 65_536), 'Links that are served at a time. Default 1'),
  duration: optional(time(), 'How long it takes to connect a link. Default 0'),
  lead: optional(
    time(),
    'How long before it begins a turn is told to the nodes. Default: two round trips to the farthest one and two guards'
  )
})

export type SwitchInput = v.InferOutput<typeof opticalSwitch>
export type SimplePolicy = (typeof SIMPLE)[number]
