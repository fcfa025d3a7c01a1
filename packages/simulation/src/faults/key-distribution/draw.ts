import { BEST_TABLES, LOCAL_TABLES, NODES, type QkdWish } from '@bellwire/application-layer'
import { createRandom } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import type { Channel } from '@bellwire/transport'
import { Dice } from '../dice.js'
import { MICROSECOND } from '../times.js'
import { drawMiddle } from './draw-middle.js'
import type { Crash, Cut, Devices, KeyFaultPlan } from './plan.js'

/** One seed of so many plays an honest session. */
const HONEST_EVERY = 11

/** About as long as a session lasts here. */
const DURATION = 900 * MICROSECOND

/** About as long as the rounds of most sessions take. */
const ROUNDS_DURATION = 600 * MICROSECOND

const CALM: Channel = { delay: MICROSECOND }

/** Rounds and thresholds such that what has a local model does not pass by luck: see `slip`. */
export const SIFTED = {
  analysis: 'complementarity-azuma',
  rounds: 6000,
  probability: 0.4,
  threshold: 2.5,
  minimumLength: 1
} as const

export const SHARED_TESTS = {
  protocol: 'shared-tests',
  rounds: 4000,
  probability: 0.5,
  expectedChsh: 2.8,
  expectedQber: 0.01,
  epsilons: [0.99, 0.99, 0.99, 0.3, 0.3],
  threshold: 0.837,
  leakBudget: 2000,
  // So few rounds make no key.
  minimumLength: 0
} as const satisfies QkdWish

/** A session with shared tests that gives a key: ε that are good for nothing else, for few rounds. */
export const ACCUMULATED = {
  ...SHARED_TESTS,
  rounds: 30_000,
  probability: 0.1,
  expectedChsh: 2.81,
  expectedQber: 0.004,
  leakBudget: 5433
} as const satisfies QkdWish

/** Seeds that play it, honest and about where it is accepted: they take longer than others. */
const ACCUMULATED_EVERY = 550
const HONEST_ACCUMULATED = 11
const BOUNDARY_ACCUMULATED = [7, 204, 401]

/** Of so many seeds one plays each of two things that would be rare otherwise. */
const RARE_EVERY = 55
const KEYS_DIFFER = [3, 36]
const CRASH_WITH_KEY = 25

export const BBM92 = {
  protocol: 'bbm92',
  rounds: 12_000,
  probability: 0.7,
  expectedQber: 0.01,
  epsilons: [1e-6, 1e-9],
  reconciliation: 'cascade-option3',
  leakBudget: 1800
} as const satisfies QkdWish

/** Draws a run: who plays what against whom, over which network. */
export function drawKeyPlan(seed: number): KeyFaultPlan {
  const random = createRandom(seed)
  const dice = (name: string): Dice => new Dice(random.stream(`plan/${name}`))
  const shape = dice('shape')
  const honest = seed % HONEST_EVERY === 0
  const runner: RunnerKind = shape.chance(0.02) ? 'actor' : shape.chance(0.2) ? 'interpreted' : 'generated'
  const channel = shape.chance(0.3) ? drawChannel(dice('channel')) : CALM
  const another = dice('another').chance(0.3)
  const none = { middle: undefined, crashes: [], cuts: [], local: false, boundary: false }
  const common = { seed, runner, honest, channel, another, ...none }
  const accumulated = drawAccumulated(seed % ACCUMULATED_EVERY, dice('accumulated'))
  if (accumulated !== undefined) return { ...common, channel: CALM, wish: ACCUMULATED, ...accumulated }
  if (honest) {
    const devices = drawGood(dice('devices'))
    return { ...common, wish: shape.chance(0.2) ? BBM92 : sifted(shape), devices }
  }
  const rare = drawRare(seed % RARE_EVERY, dice('rare'))
  if (rare !== undefined) return { ...common, wish: sifted(shape), devices: drawGood(dice('devices')), ...rare }
  const faults = shape.chance(0.25) ? drawFaults(dice('faults')) : undefined
  const what = shape.integer(1, 10)
  if (what <= 2) {
    const devices = drawGood(dice('devices'))
    const wish = shape.one([sifted(shape), sifted(shape), BBM92])
    return { ...common, wish, devices, middle: drawMiddle(dice('middle'), NODES) }
  }
  if (what === 3) {
    const devices = drawGood(dice('devices'))
    const wish = shape.one([sifted(shape), sifted(shape), BBM92])
    return { ...common, ...(faults ?? drawFaults(dice('faults'))), wish, devices }
  }
  if (what === 4) return { ...common, ...faults, ...drawThreshold(dice('threshold'), sifted(shape)) }
  const devices = drawAdversary(dice('devices'))
  // The devices of BBM92 are trusted: only the pairs are an adversary's.
  const trusted = devices.kind === 'intercepted' && devices.fraction === 1 && shape.chance(0.3)
  const wish = trusted ? BBM92 : shape.chance(0.15) ? SHARED_TESTS : sifted(shape)
  return { ...common, ...faults, wish, devices, local: isLocal(devices) }
}

function sifted(dice: Dice): QkdWish {
  return dice.chance(0.5)
    ? { ...SIFTED, expectedQber: 0.01, epsilons: [0.9] }
    : { ...SIFTED, expectedQber: 0.01, epsilons: [1e-5], analysis: 'complementarity-chernoff', expectedChsh: 2.77 }
}

function drawGood(dice: Dice): Devices {
  return { kind: 'werner', visibility: dice.real(0.985, 0.995) }
}

/** About where keys begin: the length alone decides, where S is above 2 at all. */
function drawThreshold(dice: Dice, wish: QkdWish): Pick<KeyFaultPlan, 'wish' | 'devices' | 'local' | 'boundary'> {
  const visibility = dice.chance(0.3) ? dice.real(0.6, 0.705) : dice.real(0.85, 0.98)
  const devices = { kind: 'werner', visibility } as const
  const local = isLocal(devices)
  const expectedQber = (1 - visibility) / 2
  return { wish: { ...wish, expectedQber, ...(local ? {} : { threshold: 0 }) }, devices, local, boundary: true }
}

/** Some seeds play entropy accumulation at such a length that there is a key, or is none by little. */
function drawAccumulated(place: number, dice: Dice): Pick<KeyFaultPlan, 'devices' | 'boundary'> | undefined {
  const boundary = BOUNDARY_ACCUMULATED.includes(place)
  if (!boundary && place !== HONEST_ACCUMULATED) return undefined
  // Accepted from S = 2.696 on, which is a visibility of 0.953, and corrected within the budget from 0.97 on or so.
  const visibility = boundary ? dice.real(0.945, 0.995) : 0.995
  return { devices: { kind: 'werner', visibility }, boundary }
}

/** What else would come too seldom to be seen: keys that differ before they are compared, and a crash once there is one. */
function drawRare(place: number, dice: Dice): Pick<KeyFaultPlan, 'channel' | 'middle' | 'crashes'> | undefined {
  const [asking, answering] = NODES
  const calm = { channel: CALM, middle: undefined, crashes: [] }
  if (KEYS_DIFFER.includes(place)) {
    const of = dice.chance(0.8) ? { from: asking, target: 'VERIFICATION' } : { from: answering, target: 'PARITIES' }
    return { ...calm, middle: { ...of, change: 'flip' } }
  }
  if (place !== CRASH_WITH_KEY) return undefined
  const at = { afterRelease: dice.integer(1, 3 * MICROSECOND) }
  return { ...calm, crashes: [{ end: dice.one([0, 1]), at, down: dice.integer(1, 100 * MICROSECOND) }] }
}

function drawAdversary(dice: Dice): Devices {
  const visibility = dice.real(0.97, 1)
  const angle = (): number => dice.real(0, 2 * Math.PI)
  switch (dice.integer(1, 12)) {
    case 1:
    case 2:
    case 3:
      return { kind: 'local table', table: dice.stream.below(LOCAL_TABLES) }
    case 4:
      return { kind: 'mixture', tables: BEST_TABLES }
    case 5:
      return { kind: 'mixture', tables: dice.stream.below(2) === 0 ? [...BEST_TABLES, 0, 6, 9, 15] : someTables(dice) }
    case 6:
    case 7:
      return { kind: 'memory', habit: dice.one(['balance', 'keep', 'hash', 'chase']) }
    case 8:
    case 9: {
      const angles = dice.one([[0], [Math.PI / 2], [Math.PI / 4], [0, Math.PI / 2], [angle()], [angle(), angle()]])
      return { kind: 'intercepted', fraction: 1, angles, visibility }
    }
    case 10:
      return { kind: 'intercepted', fraction: dice.real(0.1, 0.99), angles: [angle(), angle()], visibility }
    case 11:
      return { kind: 'silent' }
    default:
      return {
        kind: 'mislabelled',
        fraction: dice.chance(0.5) ? 1 : dice.real(0.05, 0.9),
        bellIndex: dice.one([1, 2, 3]),
        visibility
      }
  }
}

function someTables(dice: Dice): number[] {
  return Array.from({ length: dice.integer(2, 6) }, () => dice.stream.below(LOCAL_TABLES))
}

const SINGLET = 3

/** Whether S is at most 2 by what is played: then every round wins with a probability of at most three quarters. */
function isLocal(devices: Devices): boolean {
  const quantum = 2 * Math.SQRT2
  switch (devices.kind) {
    case 'werner':
      return quantum * devices.visibility <= 2
    case 'intercepted':
      // At any angle S is at most √2.
      return (1 - devices.fraction) * quantum * devices.visibility + devices.fraction * Math.SQRT2 <= 2
    case 'mislabelled': {
      const { fraction, bellIndex, visibility } = devices
      return quantum * visibility * (bellIndex === SINGLET ? 1 - 2 * fraction : 1 - fraction) <= 2
    }
    default:
      return true
  }
}

function drawChannel(dice: Dice): Channel {
  return {
    delay: MICROSECOND,
    loss: dice.real(0, 0.3),
    duplication: dice.real(0, 0.3),
    jitter: dice.integer(0, 1000),
    reordering: { probability: dice.real(0, 0.3), extraDelay: dice.integer(1000, 8000) }
  }
}

function drawFaults(dice: Dice): { readonly crashes: readonly Crash[]; readonly cuts: readonly Cut[] } {
  const crashes: Crash[] = []
  // While rounds are made, or what comes after.
  const late = dice.chance(0.5)
  let at = late ? ROUNDS_DURATION : 0
  for (let count = dice.integer(dice.chance(0.8) ? 1 : 0, 4); count > 0; count--) {
    at += dice.integer(1, late ? 40 * MICROSECOND : DURATION / 2)
    const down = dice.integer(1, 40) * MICROSECOND
    crashes.push({ end: dice.stream.below(2) as 0 | 1, at, down })
    at += down
  }
  const cuts: Cut[] = []
  if (dice.chance(0.4)) {
    const from = dice.integer(1, DURATION)
    cuts.push({ at: from, until: dice.chance(0.2) ? Infinity : from + dice.integer(1, 3000) * MICROSECOND })
  }
  return { crashes, cuts }
}
