import {
  type DeviceDistil,
  type Distil,
  DistillationProtocol,
  DistillationSchedule,
  type PairName,
  type Stage
} from '@bellwire/wire'
import type { Herald } from '../../stage/happening.js'
import type { Arm } from './repeater-scene.js'
import type { RepeaterTest } from './repeater-test.js'
import { request } from './steps.js'

// Steps of distillation between a node and its neighbour (section 6.11).

export const ROTATIONS = 12
const [, OWN, TAIL] = [0, 1, 2]
const { DEJMPS } = DistillationProtocol

export type Step = Omit<Distil, 'session' | 'peerSession' | 'serial' | 'expected'>

/** A pair, by its Bell index. */
interface Indexed {
  readonly bellIndex: number
}

/** A step that has been begun: what the hardware was told, and the other party. */
export interface Begun {
  readonly frame: Step
  readonly order: DeviceDistil
  readonly pairs: readonly Herald[]
}

/** A circuit with a stage of the link downstream stands, and pairs are wanted. Returns the label of the other link. */
export async function leading(test: RepeaterTest, protocol: number): Promise<number> {
  await test.begin()
  const { station } = test.scene.down
  station.luck = ({ firstSlot, slots }) =>
    slots > 2 ? { slot: firstSlot + 2, bellIndex: test.scene.random.below(4) } : undefined
  const label = await test.open({ stages: [stage(OWN, TAIL, protocol)] })
  await request(test)
  return label
}

/** Waits for a step. */
export async function begun(test: RepeaterTest, number = 1): Promise<Begun> {
  const { down } = test.scene
  const frames = await test.heard(down, 'DISTIL', number)
  test.must('NET-206', frames.length >= number, 'a step is begun, and the other party hears of it')
  const frame = frames[number - 1] as Step
  const order = orders(test)[number - 1] as DeviceDistil
  const pairs = namesIn(frame).map((name) => test.scene.heralds(down).find((one) => isSame(name, one)))
  test.need(order !== undefined && pairs.every((one) => one !== undefined), 'of pairs that there are')
  return { frame, order, pairs: pairs as Herald[] }
}

export function namesIn(frame: Step | undefined): readonly PairName[] {
  return frame === undefined ? [] : [frame.kept, ...frame.sacrificed]
}

/** The tail-end says what it has found. */
export function answer({ scene: { down } }: RepeaterTest, frame: Step, outcomes: number): void {
  const { initiator, circuit, kept } = frame
  down.neighbour.say({ type: 'DISTILLED', initiator, circuit, stage: frame.stage, kept, outcomes })
}

export function track(
  { neighbour }: Arm,
  { scene: own }: RepeaterTest,
  { epoch, sequence }: PairName,
  bellIndex: number
): void {
  const pair = { epoch, sequence, originEpoch: epoch, originSequence: sequence, bellIndex, fidelity: 60_000 }
  neighbour.say({ type: 'TRACK', ...own.circuit(), request: 1, ...pair })
}

export function orders({ scene: { happenings } }: RepeaterTest): readonly DeviceDistil[] {
  return happenings.flatMap((one) => (one.kind === 'command' && one.message.type === 'DISTIL' ? [one.message] : []))
}

/** Bits of the Bell indices as the pairs are when the step's CNOTs are applied (NET-207). */
function turned(protocol: number, frame: Step, pairs: readonly Indexed[]): readonly (readonly [number, number])[] {
  return pairs.map(({ bellIndex }, at) => {
    let [x, z] = [bellIndex & 1, bellIndex >> 1]
    const rotation = at === 0 ? frame.twirl % ROTATIONS : Math.floor(frame.twirl / ROTATIONS)
    // A rotation is a Pauli operator, which is left out of the index here, after turns that take X, Y and Z in turn.
    for (let turn = 0; turn < Math.floor(rotation / 4); turn++) [x, z] = [x ^ z, x]
    return protocol === DEJMPS ? [x ^ z, z] : [x, z]
  })
}

/** What the exclusive or of both outcomes is where a step succeeds. */
export function difference(protocol: number, frame: Step, pairs: readonly Indexed[]): number {
  const bits = turned(protocol, frame, pairs)
  const first = bits.reduce((sum, [x]) => sum ^ x, 0)
  return bits.length === 2 ? first : first | (((bits[1]?.[1] ?? 0) ^ (bits[2]?.[1] ?? 0)) << 1)
}

export function keptIndex(protocol: number, frame: Step, pairs: readonly Indexed[]): number {
  const [[x1, z1], [, z2]] = turned(protocol, frame, pairs) as [[number, number], [number, number]]
  const [x, z] = pairs.length === 2 ? [x1, z1 ^ z2] : [z1 ^ z2, x1]
  return x | (z << 1)
}

export function stage(first: number, last: number, protocol: number): Stage {
  return { first, last, protocol, schedule: DistillationSchedule.NESTED, rounds: 1 }
}

export function distil(test: RepeaterTest, kept: Herald, sacrificed: readonly Herald[], outcomes: number) {
  const nameOf = ({ epoch, sequence }: Herald): PairName => ({ epoch, sequence })
  return {
    type: 'DISTIL',
    ...test.scene.circuit(),
    stage: 0,
    kept: nameOf(kept),
    sacrificed: sacrificed.map(nameOf),
    level: 0,
    outcomes,
    twirl: 0,
    request: 0
  } as const
}

export function isSame(one: PairName, other: PairName | undefined): boolean {
  return one.epoch === other?.epoch && one.sequence === other.sequence
}
