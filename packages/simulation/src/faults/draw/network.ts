import type { HeraldingModel } from '@bellwire/physics'
import type { Nanoseconds } from '@bellwire/runtime'
import type { NetworkDescription } from '../../network/description.js'
import type { Dice } from '../dice.js'
import { ALICE, BOB, type NodeName, NUMBERS, STATION } from '../plan.js'
import { drawScheduler } from './scheduler.js'
import { MICROSECOND, MILLISECOND } from '../times.js'

const FIRST_SEQUENCES = [0, 1, 2 ** 31 - 2, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 3, 2 ** 32 - 1]

/** @param schedule draws what time division needs */
export function drawNetwork(dice: Dice, schedule: Dice, faultsEnd: Nanoseconds): NetworkDescription {
  const wrongClocks = dice.chance(0.35)
  const clock = () =>
    wrongClocks
      ? {
          clock: {
            offset: dice.integer(0, 2 * MILLISECOND),
            drift: dice.chance(0.7) ? dice.integer(-20_000_000, 20_000_000) : 0
          }
        }
      : {}
  const slow = dice.chance(0.3)
  const node = (name: NodeName) => ({
    name,
    number: NUMBERS[name],
    qubits: dice.one([1, 1, 2, 2, 3, 5]),
    ...(slow
      ? {
          durations: {
            measure: dice.integer(0, 200) * MICROSECOND,
            correct: dice.integer(0, 200) * MICROSECOND,
            store: dice.integer(0, 200) * MICROSECOND
          },
          ...(dice.chance(0.5) ? { storage: { memory: { factors: keepEverything } } } : {})
        }
      : {}),
    ...clock()
  })
  const delayA = dice.integer(1, 40) * MICROSECOND
  const delayB = dice.chance(0.5) ? delayA : dice.integer(1, 40) * MICROSECOND
  const drifts = dice.chance(0.25)
  const failing = dice.chance(0.2)
  const model = drawModel(dice)
  const roundTrip = 2 * (delayA + delayB)
  return {
    nodes: [node(ALICE), node(BOB)],
    stations: [{ name: STATION, number: NUMBERS[STATION], ...clock() }],
    links: [
      {
        a: ALICE,
        b: BOB,
        station: STATION,
        delays: [delayA, delayB],
        ...(dice.chance(0.3) ? { peerDelay: dice.integer(1, 80) * MICROSECOND } : {}),
        guard: 200,
        window: 100,
        model,
        batchSlots: dice.chance(0.4) ? 'attempt' : dice.integer(2, 200),
        firstSequence: dice.chance(0.5) ? dice.one(FIRST_SEQUENCES) : dice.stream.bits32(),
        testFraction: dice.chance(0.25) ? dice.real(0.05, 0.5) : 0,
        scheduler: drawScheduler(dice, schedule),
        generationFailure: failing ? [dice.real(0, 0.3), dice.real(0, 0.3)] : [0, 0],
        keepAliveInterval: dice.integer(1, 5) * MILLISECOND,
        timers: {
          greetingMaximum: 2 * MILLISECOND,
          synchronisation: 3 * MILLISECOND,
          holdover: 10 * MILLISECOND,
          repeat: 3 * roundTrip
        },
        ...(dice.chance(0.1) ? { queueLimit: dice.integer(1, 3) } : {}),
        ...(drifts
          ? {
              calibrationDuration: dice.integer(50, 500) * MICROSECOND,
              drift: {
                stepInterval: 200 * MICROSECOND,
                law: { kind: 'linear' as const, time: dice.integer(20, 100) * MILLISECOND },
                thresholds: { measure: 'contrast' as const, drifting: 0.05, outOfSpecification: dice.real(0.06, 0.2) },
                ...(dice.chance(0.3)
                  ? { dark: [{ from: Math.round(faultsEnd / 3), until: Math.round(faultsEnd / 2) }] }
                  : {})
              }
            }
          : {})
      }
    ]
  }
}

/** A memory that keeps what it is given. */
function keepEverything(_before: Nanoseconds, _after: Nanoseconds, out: Float64Array): void {
  out[0] = 1
  out[1] = 1
  out[2] = 1
  out[3] = 0
}

function drawModel(dice: Dice): HeraldingModel {
  const optics = {
    efficiencyA: dice.real(0.2, 0.9),
    efficiencyB: dice.real(0.2, 0.9),
    photonOverlap: 0.95,
    phaseContrast: 0.98,
    operationsContrast: 0.98
  }
  return dice.one<HeraldingModel>([
    {
      kind: 'ideal',
      parameters: { successProbability: dice.real(0.02, 0.6), fidelity: 0.95, announced: [0, 1, 2, 3] }
    },
    { kind: 'single-click', parameters: optics },
    { kind: 'two-click', parameters: optics }
  ])
}
