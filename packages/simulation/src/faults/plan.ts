import {
  type CreateRequest,
  firstComeFirstServed,
  type Scheduler,
  strictPriority,
  timeDivision,
  weightedFairQueueing
} from '@bellwire/link-layer'
import type { HeraldingModel, SamplingMode } from '@bellwire/physics'
import { createRandom, type Nanoseconds } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import type { Channel } from '@bellwire/transport'
import type { NetworkDescription } from '../network/description.js'
import { Dice } from './dice.js'

/** The two nodes and the station of every run. */
export const ALICE = 'alice'
export const BOB = 'bob'
export const STATION = 'station'
export const NUMBERS = { [ALICE]: 1, [BOB]: 2, [STATION]: 3 } as const
export type NodeName = typeof ALICE | typeof BOB
type PartyName = NodeName | typeof STATION

const MICROSECOND: Nanoseconds = 1000
const MILLISECOND: Nanoseconds = 1_000_000

/** Something done to the network at a stated time. */
export type FaultAction = { readonly at: Nanoseconds } & (
  | { readonly type: 'channel'; readonly from: PartyName; readonly to: PartyName; readonly changes: Partial<Channel> }
  /** One direction of a channel is cut, or healed. */
  | { readonly type: 'cut' | 'heal'; readonly from: PartyName; readonly to: PartyName }
  | { readonly type: 'restart' | 'crash' | 'recover'; readonly node: NodeName }
  | { readonly type: 'restartStation' }
)

/** One request of an application. */
export interface PlannedRequest {
  readonly at: Nanoseconds
  readonly node: NodeName
  readonly request: Pick<CreateRequest, 'number' | 'minimumFidelity'> & Partial<CreateRequest>
  /** Time after which it is cancelled; Infinity: never. */
  readonly cancelAfter: number
}

/** When an application gives its qubits back. */
export interface ReleaseHabit {
  /** Longest time for which a qubit is held; the time is uniform. */
  readonly longest: Nanoseconds
  /** Share of the qubits that are held until the faults are over. */
  readonly keeps: number
}

/** Everything that a run is made of, drawn from its seed. */
export interface FaultPlan {
  readonly seed: number
  readonly network: NetworkDescription
  readonly runner: RunnerKind
  readonly mode: SamplingMode
  readonly wire: boolean
  /** When the faults end, true time. */
  readonly faultsEnd: Nanoseconds
  readonly actions: readonly FaultAction[]
  readonly requests: readonly PlannedRequest[]
  readonly habits: { readonly [Node in NodeName]: ReleaseHabit }
  /** Purposes that each node accepts; requests use others too. */
  readonly accepts: { readonly [Node in NodeName]: readonly number[] }
}

const DIRECTIONS: readonly (readonly [PartyName, PartyName])[] = [
  [ALICE, BOB],
  [BOB, ALICE],
  [ALICE, STATION],
  [STATION, ALICE],
  [BOB, STATION],
  [STATION, BOB]
]

const FIRST_SEQUENCES = [0, 1, 2 ** 31 - 2, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 3, 2 ** 32 - 1]

/** Draws a run: each seed turns a random subset of the faults on. */
export function drawPlan(seed: number): FaultPlan {
  const random = createRandom(seed)
  const dice = (name: string): Dice => new Dice(random.stream(`plan/${name}`))
  const shape = dice('shape')
  const faultsEnd = shape.integer(5, 30) * MILLISECOND
  return {
    seed,
    network: drawNetwork(dice('network'), dice('schedule'), faultsEnd),
    runner: dice('runner').chance(0.001)
      ? 'actor'
      : shape.one<RunnerKind>([
          'generated',
          'generated',
          'generated',
          'generated',
          'generated',
          'generated',
          'generated',
          'interpreted'
        ]),
    mode: shape.chance(0.5) ? 'skip' : 'exact',
    wire: shape.chance(0.1),
    faultsEnd,
    actions: [
      ...drawChannelFaults(dice('channels'), faultsEnd),
      ...drawPartitions(dice('partitions'), faultsEnd),
      ...drawRestarts(dice('restarts'), faultsEnd)
    ],
    requests: drawRequests(dice('requests'), faultsEnd),
    habits: { [ALICE]: drawHabit(dice('habit/alice')), [BOB]: drawHabit(dice('habit/bob')) },
    accepts: { [ALICE]: shape.chance(0.9) ? [0, 1] : [0], [BOB]: shape.chance(0.9) ? [0, 1] : [0] }
  }
}

function drawNetwork(dice: Dice, schedule: Dice, faultsEnd: Nanoseconds): NetworkDescription {
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

/** @param schedule draws what time division needs */
function drawScheduler(dice: Dice, schedule: Dice): Scheduler {
  const scheduler = dice.one<Scheduler>([
    firstComeFirstServed,
    strictPriority,
    weightedFairQueueing([1, 2, 4, 8, 1, 1, 1, 0])
  ])
  if (!schedule.chance(0.1)) return scheduler
  // Both purposes that are accepted have their bin, long enough for an attempt of two slots; between them nobody has.
  const start = schedule.integer(0, 4)
  const middle = start + schedule.integer(2, 20)
  const next = middle + schedule.integer(0, 4)
  const end = next + schedule.integer(2, 20)
  return timeDivision({
    firstSlot: schedule.integer(0, 50),
    period: end + schedule.integer(0, 4),
    bins: [
      { start, end: middle, purpose: 0 },
      { start: next, end, purpose: 1 }
    ]
  })
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

function drawChannelFaults(dice: Dice, faultsEnd: Nanoseconds): FaultAction[] {
  const lossy = dice.chance(0.45)
  const duplicating = dice.chance(0.3)
  const jittery = dice.chance(0.3)
  const reordering = dice.chance(0.3)
  const worst = dice.chance(0.3) ? 0.3 : 0.1
  if (!(lossy || duplicating || jittery || reordering)) return []
  const actions: FaultAction[] = []
  for (const [from, to] of DIRECTIONS) {
    const changes: Partial<Channel> = {
      ...(lossy && dice.chance(0.7) ? { loss: dice.real(0, worst) } : {}),
      ...(duplicating && dice.chance(0.7) ? { duplication: dice.real(0, 0.5) } : {}),
      ...(jittery ? { jitter: dice.integer(0, 100) * MICROSECOND } : {}),
      ...(reordering && dice.chance(0.7)
        ? { reordering: { probability: dice.real(0, 0.3), extraDelay: dice.integer(1, 300) * MICROSECOND } }
        : {})
    }
    actions.push({ at: dice.chance(0.5) ? 0 : dice.integer(0, faultsEnd), type: 'channel', from, to, changes })
  }
  return actions
}

function drawPartitions(dice: Dice, faultsEnd: Nanoseconds): FaultAction[] {
  if (!dice.chance(0.3)) return []
  const actions: FaultAction[] = []
  for (let count = dice.integer(1, 3); count > 0; count--) {
    const [from, to] = dice.one(DIRECTIONS)
    const at = dice.integer(0, faultsEnd)
    const until = at + dice.integer(100 * MICROSECOND, 8 * MILLISECOND)
    actions.push({ at, type: 'cut', from, to }, { at: until, type: 'heal', from, to })
    if (dice.chance(0.6))
      actions.push({ at, type: 'cut', from: to, to: from }, { at: until, type: 'heal', from: to, to: from })
  }
  return actions
}

function drawRestarts(dice: Dice, faultsEnd: Nanoseconds): FaultAction[] {
  const actions: FaultAction[] = []
  for (const node of [ALICE, BOB] as const) {
    if (dice.chance(0.15)) actions.push({ at: dice.integer(0, faultsEnd), type: 'restart', node })
    if (dice.chance(0.1)) {
      const at = dice.integer(0, faultsEnd)
      actions.push(
        { at, type: 'crash', node },
        { at: at + dice.integer(10 * MICROSECOND, 3 * MILLISECOND), type: 'recover', node }
      )
    }
  }
  if (dice.chance(0.15)) {
    for (let count = dice.integer(1, 2); count > 0; count--)
      actions.push({ at: dice.integer(0, faultsEnd), type: 'restartStation' })
  }
  // Nobody is left who knows of an epoch, but for what the nodes have written down.
  if (dice.chance(0.04)) {
    const at = dice.integer(0, faultsEnd)
    actions.push(
      { at, type: 'restart', node: ALICE },
      { at, type: 'restart', node: BOB },
      { at, type: 'restartStation' }
    )
  }
  return actions
}

function drawRequests(dice: Dice, faultsEnd: Nanoseconds): PlannedRequest[] {
  const requests: PlannedRequest[] = []
  for (const node of [ALICE, BOB] as const) {
    for (let count = dice.integer(0, 6); count > 0; count--) {
      requests.push({
        at: dice.integer(0, faultsEnd),
        node,
        request: {
          kind: dice.one(['keep', 'keep', 'measure', 'prepare'] as const),
          number: dice.chance(0.8) ? dice.integer(1, 4) : dice.integer(5, 30),
          minimumFidelity: dice.chance(0.9) ? 0.5 : dice.real(0.5, 1),
          timeLimit: dice.chance(0.5) ? 0 : dice.integer(200, 12_000) * MICROSECOND,
          purpose: dice.chance(0.9) ? dice.integer(0, 1) : 7,
          priority: dice.integer(0, 7),
          atomic: dice.chance(0.2),
          consecutive: dice.chance(0.7),
          raw: dice.chance(0.3),
          originator: dice.chance(0.5)
            ? { basis: dice.one(['Z', 'X', 'Y', 'ZPlus', 'ZMinus'] as const) }
            : { random: dice.one(['XZ', 'XYZ', 'CHSH'] as const) },
          responder: dice.chance(0.5) ? { basis: dice.one(['Z', 'X', 'Y'] as const) } : { random: 'XZ' as const }
        },
        cancelAfter: dice.chance(0.2) ? dice.integer(0, 5 * MILLISECOND) : Infinity
      })
    }
  }
  return requests
}

function drawHabit(dice: Dice): ReleaseHabit {
  return { longest: dice.one([0, 100 * MICROSECOND, 2 * MILLISECOND]), keeps: dice.chance(0.2) ? dice.real(0, 0.5) : 0 }
}
