import type { Expire, Frame } from '@bellwire/wire'
import { ALL } from '../../../../cases/killed/judge.js'
import type { Happening } from '../../../../stage/happening.js'
import type { Arm } from '../../repeater-scene.js'
import type { RepeaterTest } from '../../repeater-test.js'
import { ask, haveCome, swapped, track } from '../../steps.js'
import type { Left, Side } from './left.js'

type Sent = Extract<Happening, { kind: 'sent' }>

/** Longer than anything that a process says of itself takes, and than a neighbour waits until it says a frame again. */
export const A_WHILE = 100_000_000

/** What holds of a process that comes after another one, whatever that was doing. */
export const ALWAYS = ['NET-001', 'NET-016', 'LNK-094', 'LNK-097', 'PHY-002', 'RES-005'] as const

/** What holds of circuits of an earlier process, and of those that come after them. */
export const CIRCUITS = ['NET-048', 'NET-115', 'LNK-098', 'NET-060', 'NET-066', 'NET-067'] as const

/**
 * How a process begins, and what it says of the one before to the neighbours.
 *
 * @param isCut whether that was killed in the midst of doing something
 */
export async function judgeNext(test: RepeaterTest, left: Left, isCut = false): Promise<void> {
  const { scene } = test
  test.need(await scene.isReady(left.happenings), 'both links are up again, and both neighbours have a session')
  await scene.pass(A_WHILE)
  for (const side of left.sides) judgeSide(test, left, side, isCut)
  const said = since(test, left).flatMap(({ frame }) => (isOfCircuits(frame) ? [frame.type] : []))
  test.check('NET-016', said.length === 0, `of what an earlier process was doing is said ${said.join()}`)
}

function judgeSide(test: RepeaterTest, left: Left, side: Side, isCut: boolean): void {
  const { scene } = test
  const { arm, epoch, low, sessions } = side
  const { link } = arm.link
  const sent = since(test, left).filter(({ to }) => to === arm.peer.node)
  test.check(
    'NET-001',
    !sessions.has(arm.neighbour.peerSession),
    `session ${arm.neighbour.peerSession} was one of an earlier process`
  )
  const happenings = scene.happenings.slice(left.happenings)
  const reset = happenings.findIndex(({ kind }) => kind === 'reset')
  const hello = happenings.findIndex((one) => one.kind === 'sent' && one.frame.type === 'HELLO')
  test.check('LNK-097', reset >= 0 && reset < hello, 'all qubits are initialised before HELLO is said')
  const former = scene.happenings
    .slice(0, left.happenings)
    .flatMap((one) => (one.kind === 'sent' && one.frame.type === 'HELLO' ? [one.frame.incarnation] : []))
  const [{ frame: first } = { frame: undefined }] = sent.filter(({ frame }) => frame.type === 'HELLO')
  test.check(
    'PHY-002',
    first?.type === 'HELLO' && !former.includes(first.incarnation),
    'the incarnation is another one'
  )
  const began = Math.max(0, ...sent.map(({ frame }) => (frame.type === 'LINK_STATE' ? frame.epoch : 0)))
  test.check('RES-005', began > epoch, `epoch ${epoch} of link ${link} is followed by ${began}`)
  if (!side.wasUp) return
  const expires = sent.flatMap(({ frame }) => (frame.type === 'EXPIRE' && frame.link === link ? [frame] : []))
  // What the peer has said at the very end may not be written down.
  const isFrom = (from: number): boolean => (isCut ? ((from - low) | 0) <= 0 : from === low)
  const isRest = (one: Expire): boolean => one.epoch === epoch && one.high === (one.low + ALL) >>> 0 && isFrom(one.low)
  test.check('LNK-094', expires.some(isRest), `the peer is not told that epoch ${epoch} is void from ${low} on`)
}

/** A circuit of an earlier process is unknown. */
export async function judgeForgotten(test: RepeaterTest): Promise<void> {
  const { scene } = test
  const { up, down } = scene
  const before = scene.happenings.length
  const name = scene.circuit()
  up.neighbour.say({ type: 'RESV_CONF', ...name })
  ask(test)
  up.neighbour.say({ type: 'COMPLETE', ...name, request: 1, reason: 0 })
  for (const arm of scene.arms) {
    const [pair] = scene.heralds(arm)
    if (pair !== undefined) track(arm, test, pair, 1)
  }
  down.neighbour.say({ type: 'CREDIT', ...name, window: 2, epoch: 0, sequence: 0 })
  await scene.pass(A_WHILE)
  const sent = since(test, { happenings: before })
  const said = sent.flatMap(({ frame }) => (isOfCircuits(frame) || frame.type === 'ADD' ? [frame.type] : []))
  test.check('NET-048', said.length === 0, `on frames of a circuit that it does not know it says ${said.join()}`)
  const [tears, resvs] = [down.neighbour.of('TEAR').length, up.neighbour.of('RESV').length]
  down.neighbour.say({ type: 'RESV', ...name, label: 0x8007, window: 2 })
  const told = await test.heard(down, 'TEAR', tears + 1)
  test.check('NET-115', told.length > tears, 'RESV of a circuit of an earlier process is answered with TEAR')
  test.check('NET-115', up.neighbour.of('RESV').length === resvs, 'and goes no further')
}

/** Another circuit is served, with all the qubits that there are. */
export async function judgeService(test: RepeaterTest, circuit: number): Promise<void> {
  const { scene } = test
  const { up, down } = scene
  up.neighbour.say(scene.path({ circuit }))
  const isOf = (one: { readonly circuit: number }): boolean => one.circuit === circuit
  const isPassed = await scene.until(() => down.neighbour.of('PATH').some(isOf))
  test.must('LNK-098', isPassed, 'there are qubits for a circuit: an earlier process has left none taken')
  const label = await test.open({ circuit })
  const before = scene.happenings.length
  ask(test, circuit)
  up.peer.create(1, { purpose: label, minimumFidelity: 40_000 })
  test.must('LNK-098', await scene.until(haveCome(test, before)), 'and for a pair on each side')
  const { near, far, outcome } = await swapped(test, undefined, before)
  for (const [from, to, origin, other] of [
    [up, down, near, far],
    [down, up, far, near]
  ] as const) {
    track(from, test, origin, 1, circuit)
    const isThis = (one: { readonly circuit: number; readonly originSequence: number }): boolean =>
      isOf(one) && one.originSequence === origin.sequence
    await scene.until(() => to.neighbour.of('TRACK').some(isThis))
    const passed = to.neighbour.of('TRACK').find(isThis)
    test.check('NET-066', passed?.sequence === other.sequence, 'TRACK is passed on for the pair of the other link')
    const bellIndex = origin.bellIndex ^ outcome ^ other.bellIndex
    test.check('NET-067', passed?.bellIndex === bellIndex, `with the Bell index ${bellIndex}: ${passed?.bellIndex}`)
  }
}

/** Whether it is an ordered frame that says nothing of the sender itself. */
function isOfCircuits(frame: Frame): boolean {
  return 'peerSession' in frame && frame.type !== 'NEIGHBOUR' && frame.type !== 'ADVERTISEMENT'
}

/** Whether a peer is told what of an epoch is void. */
export function isExpireOf({ frame, to }: Sent, { peer }: Arm, epoch: number): boolean {
  return to === peer.node && frame.type === 'EXPIRE' && frame.epoch === epoch
}

/** What the repeater has sent since then. */
function since({ scene }: RepeaterTest, { happenings }: Pick<Left, 'happenings'>) {
  return scene.happenings.slice(happenings).filter((one) => one.kind === 'sent')
}
