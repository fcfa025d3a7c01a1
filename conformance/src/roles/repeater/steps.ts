import { RequestKind } from '@bellwire/wire'
import { sinceNow } from '../../cases/steps.js'
import type { Herald } from '../../stage/happening.js'
import type { Arm } from './repeater-scene.js'
import type { RepeaterTest } from './repeater-test.js'

const Z = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }

/** More pairs than any test wants. */
export const WISH = {
  request: 1,
  kind: RequestKind.KEEP,
  number: 99,
  early: false,
  raw: true,
  test: false,
  originator: Z,
  responder: Z
}

/** The initiator says that it wants pairs. */
export function ask({ scene }: RepeaterTest, circuit = 1): void {
  scene.up.neighbour.say({ type: 'FORWARD', ...scene.circuit(circuit), ...WISH })
}

/** The initiator asks for pairs, and the responder hears it. */
export async function request(test: RepeaterTest, circuit = 1): Promise<void> {
  const { down } = test.scene
  const before = down.neighbour.of('FORWARD').length
  ask(test, circuit)
  test.must('NET-050', (await test.heard(down, 'FORWARD', before + 1)).length > before, 'FORWARD goes on')
}

/** Has so many pairs come upstream, and none downstream until what this returns is called. */
export async function waitingUpstream(test: RepeaterTest, number: number): Promise<() => void> {
  const { scene } = test
  const { up, down } = scene
  const label = await test.open()
  const { luck } = down.station
  down.station.luck = () => undefined
  await request(test)
  up.peer.create(number, { purpose: label, minimumFidelity: 40_000 })
  test.need(await scene.until(() => scene.heralds(up).length >= number), `${number} pairs come upstream`)
  return () => {
    down.station.luck = luck
  }
}

/** What the end on one side says of its half of a pair. */
export function track(
  { neighbour }: Arm,
  { scene }: RepeaterTest,
  { epoch, sequence, bellIndex }: Herald,
  requestId: number,
  circuit = 1
): void {
  const pair = { epoch, sequence, originEpoch: epoch, originSequence: sequence, bellIndex, fidelity: 60_000 }
  neighbour.say({ type: 'TRACK', ...scene.circuit(circuit), request: requestId, ...pair })
}

export function expire({ neighbour }: Arm, { scene }: RepeaterTest, { epoch, sequence }: Herald): void {
  neighbour.say({ type: 'PAIR_EXPIRE', ...scene.circuit(), epoch, sequence })
}

/** What the hardware was told to swap, and found. @param since how many happenings there were before */
export function swaps({ scene }: RepeaterTest, since = 0) {
  return scene.happenings
    .slice(since)
    .flatMap((one) => (one.kind === 'result' && one.message.type === 'SWAPPED' ? [one.message] : []))
}

/** How a link was asked for pairs. */
export function adds({ scene }: RepeaterTest, { link }: Arm) {
  return scene.happenings.flatMap((one) =>
    one.kind === 'sent' && one.frame.type === 'ADD' && one.frame.link === link.link ? [one.frame] : []
  )
}

/** What tells whether a pair has come on each link. @param since how many happenings there were before */
export function haveCome({ scene }: RepeaterTest, since = 0): () => boolean {
  const [up, down] = scene.arms.map(({ link }) =>
    sinceNow(scene, (one) => one.kind === 'herald' && one.link === link.link, since)
  )
  return () => up?.() === true && down?.() === true
}

/**
 * A pair comes on each link, where a label says that one upstream is still to be asked for, and the two are swapped.
 * Returns the pairs, and what the swap found.
 *
 * @param since how many happenings there were before
 */
export async function swapped(test: RepeaterTest, label?: number, since = 0) {
  const { scene } = test
  const { up, down } = scene
  if (label !== undefined) up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
  test.need(await scene.until(haveCome(test, since)), 'pairs come')
  const isSwapped = sinceNow(scene, (one) => one.kind === 'result' && one.message.type === 'SWAPPED', since)
  test.must('NET-060', await scene.until(isSwapped), 'halves on both sides are swapped')
  const [swap] = swaps(test, since)
  const of = (arm: Arm): Herald | undefined =>
    scene.heralds(arm, since).find(({ qubit }) => qubit !== undefined && (qubit === swap?.a || qubit === swap?.b))
  const [near, far] = [of(up), of(down)]
  test.need(near !== undefined && far !== undefined && swap !== undefined, 'of a pair on each side')
  return { near: near as Herald, far: far as Herald, outcome: swap?.outcome ?? 0 }
}
