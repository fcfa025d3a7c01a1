import { circuits } from './ends/circuits.mjs'
import { outages } from './ends/outages.mjs'
import { pairs } from './ends/pairs.mjs'
import { requests } from './ends/requests.mjs'
import { settlement } from './ends/settlement.mjs'
import { testRounds } from './ends/test-rounds.mjs'
import { voidPairs } from './ends/void-pairs.mjs'

/** Ends of circuits, in the order of the specification. @type {readonly import('../wrong-node-source.mjs').WrongNode[]} */
export const ends = [...circuits, ...outages, ...requests, ...pairs, ...voidPairs, ...settlement, ...testRounds]
