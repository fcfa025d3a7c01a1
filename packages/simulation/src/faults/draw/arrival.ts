import { type ArrivalCapabilities, Basis } from '@bellwire/device'
import type { MeasurementChoice } from '@bellwire/link-layer'
import { createRandom } from '@bellwire/runtime'
import { Dice } from '../dice.js'
import type { FaultPlan, PlannedRequest } from '../plan.js'

const { Z, X, Y, ZPlus, ZMinus } = Basis

const HARDWARE: readonly (ArrivalCapabilities | undefined)[] = [
  undefined,
  { bases: [Z, X, Y, ZPlus, ZMinus], choice: 'set' },
  { bases: [Z, X], choice: 'set' },
  { bases: [Z, X], choice: 'hardware', shares: [0.5, 0.5] }
]

const EVENLY = { random: 'XZ' } as const

/** Most requests are such that the ends can meet them. */
const FITTING = 0.8

/** The same run over a link one or both of whose ends measure photons as they arrive. */
export function withArrival(plan: FaultPlan): FaultPlan {
  const dice = new Dice(createRandom(plan.seed).stream('plan/arrival'))
  const a = dice.one(HARDWARE)
  const b = a === undefined ? dice.one(HARDWARE.slice(1)) : dice.one(HARDWARE)
  const arrival = { ...(a && { a }), ...(b && { b }) }
  return {
    ...plan,
    network: {
      ...plan.network,
      links: plan.network.links.map((link) => ({ ...link, arrival, testFraction: 0 }))
    },
    requests: plan.requests.map((planned) => (dice.chance(FITTING) ? fitting(dice, planned) : planned)),
    probe: { kind: 'measure', originator: EVENLY, responder: EVENLY }
  }
}

/** Measurements that every kind of end can do. */
function fitting(dice: Dice, planned: PlannedRequest): PlannedRequest {
  const choice = (): MeasurementChoice => (dice.chance(0.5) ? EVENLY : { basis: dice.one(['Z', 'X'] as const) })
  return { ...planned, request: { ...planned.request, kind: 'measure', originator: choice(), responder: choice() } }
}
