import { BEST_TABLES, type Habit, LOCAL_TABLES, type QkdWish } from '@bellwire/application-layer'
import { createRandom } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { Dice } from '../../dice.js'
import { ACCUMULATED, BBM92, SHARED_TESTS, SIFTED } from '../draw.js'
import { drawMiddle } from '../draw-middle.js'
import type { Devices } from '../plan.js'
import type { Adversary, KeyStackPlan } from './plan.js'

const AZUMA = {
  ...SIFTED,
  analysis: 'complementarity-azuma',
  expectedQber: 0.01,
  epsilons: [0.9]
} as const satisfies QkdWish
const CHERNOFF = {
  ...AZUMA,
  epsilons: [1e-5],
  analysis: 'complementarity-chernoff',
  expectedChsh: 2.77
} as const satisfies QkdWish

const [Z, X] = [0, Math.PI / 2]

/** Numbers of the ends on the wire. */
export const STACK_NODES = { link: [1, 2], circuit: [1, 3] } as const

type Drawn = Partial<Omit<KeyStackPlan, 'seed' | 'name'>> & Pick<KeyStackPlan, 'wish'>
type Case = readonly [name: string, draw: (dice: Dice) => Drawn]

const honest = { key: true, adversary: { kind: 'none' } } as const

const intercepted = (fraction: number, angles: readonly number[]): { readonly adversary: Adversary } => ({
  adversary: { kind: 'interception', fraction, angles }
})

const replaced = (devices: Devices): { readonly adversary: Adversary } => ({
  adversary: { kind: 'replaced devices', devices }
})

const table = (dice: Dice): Devices => ({ kind: 'local table', table: dice.stream.below(LOCAL_TABLES) })
const mixture = (dice: Dice): Devices => ({ kind: 'mixture', tables: dice.one([BEST_TABLES, BEST_TABLES.slice(0, 3)]) })
const memory = (dice: Dice, habits: readonly Habit[]): Devices => ({ kind: 'memory', habit: dice.one(habits) })
const angle = (dice: Dice): number => dice.real(0, 2 * Math.PI)
const error = (dice: Dice): 1 | 2 | 3 => dice.one([1, 2, 3])

/** Good pairs, and somebody in the middle who changes one message. */
function changed(dice: Dice, path: KeyStackPlan['path']): Partial<KeyStackPlan> {
  return { path, key: false, middle: drawMiddle(dice, STACK_NODES[path]) }
}

/** Each with other parameters for every seed. Where only a part is an adversary's, S is six standard errors below the threshold. */
const CASES: readonly Case[] = [
  ['all photons measured in Z', () => ({ wish: AZUMA, ...intercepted(1, [Z]) })],
  ['a fixed table', (dice) => ({ wish: AZUMA, ...replaced(table(dice)) })],
  [
    'another Bell state told',
    (dice) => ({
      wish: CHERNOFF,
      adversary: { kind: 'false Bell state', fraction: dice.real(0.3, 1), error: error(dice) }
    })
  ],
  ['honest', () => ({ wish: AZUMA, ...honest })],
  ['all photons measured in X', () => ({ wish: CHERNOFF, ...intercepted(1, [X]) })],
  ['all photons measured between Z and X', () => ({ wish: AZUMA, ...intercepted(1, [Math.PI / 4]) })],
  ['photons measured at an angle', (dice) => ({ wish: CHERNOFF, ...intercepted(1, [angle(dice)]), loss: 0.05 })],
  ['photons measured in Z or X', () => ({ wish: AZUMA, ...intercepted(1, [Z, X]) })],
  [
    'a part of the photons measured',
    (dice) => ({
      wish: AZUMA,
      ...intercepted(dice.real(0.5, 0.95), [angle(dice), angle(dice)])
    })
  ],
  ['photons measured, shared tests', (dice) => ({ wish: SHARED_TESTS, ...intercepted(1, [angle(dice), angle(dice)]) })],
  ['photons measured in Z, BBM92', () => ({ wish: BBM92, ...intercepted(1, [Z]) })],
  ['a part of the photons measured, BBM92', (dice) => ({ wish: BBM92, ...intercepted(dice.real(0.4, 1), [Z, X]) })],
  [
    'photons measured, a crash',
    (dice) => ({
      wish: CHERNOFF,
      ...intercepted(1, [Z, X]),
      crash: { end: dice.one([0, 1]), phase: 'generating' }
    })
  ],
  [
    'success told without any',
    (dice) => ({ wish: AZUMA, adversary: { kind: 'false herald', fraction: dice.real(0.3, 0.9) } })
  ],
  [
    'success told without any, shared tests',
    (dice) => ({
      wish: SHARED_TESTS,
      adversary: { kind: 'false herald', fraction: dice.real(0.3, 1) }
    })
  ],
  [
    'another Bell state told, shared tests',
    (dice) => ({
      wish: SHARED_TESTS,
      adversary: { kind: 'false Bell state', fraction: dice.real(0.3, 1), error: error(dice) },
      loss: 0.02
    })
  ],
  [
    'another Bell state told, BBM92',
    (dice) => ({
      wish: BBM92,
      adversary: { kind: 'false Bell state', fraction: dice.real(0.4, 1), error: dice.one([2, 3]) }
    })
  ],
  ['a mixture of tables, shared tests', (dice) => ({ wish: SHARED_TESTS, ...replaced(mixture(dice)) })],
  [
    'a mixture of tables, a crash',
    (dice) => ({
      wish: CHERNOFF,
      ...replaced(mixture(dice)),
      crash: { end: dice.one([0, 1]), phase: 'generating' }
    })
  ],
  ['tables with a memory', (dice) => ({ wish: AZUMA, ...replaced(memory(dice, ['balance', 'keep'])) })],
  [
    'tables with a memory, loss',
    (dice) => ({ wish: CHERNOFF, ...replaced(memory(dice, ['hash', 'chase'])), loss: 0.05 })
  ],
  [
    'tables with a memory, shared tests',
    (dice) => ({ wish: SHARED_TESTS, ...replaced(memory(dice, ['balance', 'hash'])) })
  ],
  ['outcomes kept back', () => ({ wish: AZUMA, ...replaced({ kind: 'silent' }) })],
  // Nothing but the tags at the end tells of these.
  [
    'what only tags protect forged',
    (dice) => ({
      wish: AZUMA,
      middle: { from: 1, target: dice.one(['VERIFICATION', 'AMPLIFICATION']), change: 'forge' }
    })
  ],
  ['a message changed, shared tests', (dice) => ({ wish: SHARED_TESTS, ...changed(dice, 'link') })],
  ['a message changed, BBM92', (dice) => ({ wish: BBM92, ...changed(dice, 'link') })],
  ['a message changed over a circuit', (dice) => ({ wish: CHERNOFF, ...changed(dice, 'circuit') })],
  [
    'outcomes forged for photons that were measured',
    (dice) => ({
      wish: AZUMA,
      ...intercepted(1, [Z, X]),
      middle: { from: 1, target: dice.one(['OUTCOMES', 'INPUTS']), change: 'forge' }
    })
  ],
  [
    'swaps told wrongly',
    (dice) => ({
      wish: AZUMA,
      path: 'circuit',
      adversary: { kind: 'false swap', fraction: dice.real(0.3, 1), error: error(dice) }
    })
  ],
  [
    'swaps told wrongly, shared tests',
    (dice) => ({
      wish: SHARED_TESTS,
      path: 'circuit',
      adversary: { kind: 'false swap', fraction: dice.real(0.3, 1), error: error(dice) }
    })
  ],
  [
    'photons measured on one link of a circuit',
    (dice) => ({
      wish: CHERNOFF,
      path: 'circuit',
      ...intercepted(1, dice.one([[Z], [X], [Z, X]]))
    })
  ],
  ['a fixed table over a circuit', (dice) => ({ wish: AZUMA, path: 'circuit', ...replaced(table(dice)) })],
  [
    'honest, a crash and loss',
    (dice) => ({
      wish: CHERNOFF,
      ...honest,
      loss: 0.03,
      crash: { end: dice.one([0, 1]), phase: 'correcting' }
    })
  ],
  ['honest over a circuit', () => ({ wish: CHERNOFF, ...honest, path: 'circuit', fidelity: 0.996 })],
  ['honest, BBM92', () => ({ wish: BBM92, ...honest, fidelity: 0.996 })],
  ['honest, shared tests', () => ({ wish: ACCUMULATED, ...honest, fidelity: 0.99625 })],
  [
    'pairs with which keys begin',
    (dice) => ({
      wish: { ...dice.one<QkdWish>([AZUMA, CHERNOFF]), threshold: 0, expectedQber: 0.03 },
      fidelity: dice.real(0.93, 0.98),
      adversary: { kind: 'none' },
      key: undefined
    })
  ]
]

/** How many different ones there are: seeds 1 to this play each once. */
export const KEY_STACK_CASES = CASES.length

/** Draws a session through the whole stack: which one by the seed's place, its parameters by the seed. */
export function drawKeyStackPlan(seed: number): KeyStackPlan {
  const [name, draw] = CASES[(seed - 1 + CASES.length) % CASES.length] as Case
  const dice = new Dice(createRandom(seed).stream('plan/stack'))
  const runner: RunnerKind = dice.chance(0.3) ? 'interpreted' : 'generated'
  const common = {
    path: 'link',
    fidelity: dice.real(0.99, 0.995),
    middle: undefined,
    loss: 0,
    crash: undefined
  } as const
  const drawn = draw(dice)
  return { adversary: { kind: 'none' }, ...common, runner, key: false, ...drawn, seed, name }
}
