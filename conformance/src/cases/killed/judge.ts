import { ErrorCode } from '@bellwire/wire'
import type { Test } from '../../verdict/test.js'
import { emptiesQubits } from '../../monitors/processes.js'
import { A_WHILE } from '../steps.js'
import { type Left, nameOf } from './left.js'

/** Half of the number space less one: as the length of a range, all that follows. */
export const ALL = 2 ** 31 - 1

/** How a process begins: with qubits as new, as another incarnation, and in another epoch. */
export async function judgeStart(test: Test, { happenings, epoch }: Left): Promise<void> {
  const { scene } = test
  const isUp = (): boolean => scene.sent('LINK_STATE').some((frame) => frame.state === 0 && frame.epoch > epoch)
  test.need(await scene.until(isUp), 'the link is up again')
  // Longer than whatever is still to be said takes.
  await scene.pass(A_WHILE)
  const before = scene.happenings.slice(0, happenings)
  const since = scene.happenings.slice(happenings)
  const reset = since.findIndex(emptiesQubits)
  const said = since.findIndex((one) => one.kind === 'sent' && one.frame.type === 'HELLO')
  test.check('LNK-097', reset >= 0 && reset < said, 'all qubits are initialised before HELLO is said')
  const former = new Set(
    before.flatMap((one) => (one.kind === 'sent' && 'incarnation' in one.frame ? [one.frame.incarnation] : []))
  )
  const [hello] = since.flatMap((one) => (one.kind === 'sent' && one.frame.type === 'HELLO' ? [one.frame] : []))
  test.check('PHY-002', hello !== undefined && !former.has(hello.incarnation), 'the incarnation is another one')
}

/** What a process says of the one before, when its link is up. */
export async function judgeNext(test: Test, left: Left): Promise<void> {
  const { scene } = test
  await judgeStart(test, left)
  const began = scene.sent('LINK_STATE').at(-1)?.epoch ?? 0
  test.check('RES-005', began > left.epoch, `epoch ${left.epoch} is followed by ${began}`)
  const told = scene.answers.slice(left.answers)
  for (const createId of left.open) {
    const ends = told.filter((one) => one.type === 'err' && one.createId === createId)
    const isOne = ends.length === 1 && ends.every((one) => one.type === 'err' && one.code === ErrorCode.OTHER)
    test.check('RES-006', isOne, `request ${createId} was open, and has ${ends.length} ERRs`)
  }
  const expired = new Set(told.flatMap((one) => (one.type === 'expired' ? [nameOf(one)] : [])))
  for (const pair of left.gone)
    test.check(
      'RES-007',
      expired.has(nameOf(pair)),
      `pair ${nameOf(pair)} is void, and the application does not hear of it`
    )
  const gone = new Set(left.gone.map(nameOf))
  const others = told.filter((one) =>
    one.type === 'expired' ? !gone.has(nameOf(one)) : one.type !== 'err' || !left.open.includes(one.createId)
  )
  test.check('RES-010', others.length === 0, `besides, the application is told ${JSON.stringify(others[0])}`)
  judgeExpires(test, left)
}

/** What the peer is told to be void. */
export function judgeExpires(test: Test, { happenings, epoch, low, gone }: Left): void {
  const { scene } = test
  const sent = scene.happenings
    .slice(happenings)
    .flatMap((one) => (one.kind === 'sent' && one.frame.type === 'EXPIRE' ? [one.frame] : []))
  const isTold = sent.some((one) => one.epoch === epoch && one.low === low && one.high === (low + ALL) >>> 0)
  test.check('LNK-094', isTold, `the peer is not told that epoch ${epoch} is void from ${low} on`)
  for (const pair of gone.filter(({ qubit }) => qubit >= 0)) {
    const isIn = sent.some(
      (one) => one.epoch === pair.epoch && (pair.sequence - one.low) >>> 0 < (one.high - one.low) >>> 0
    )
    test.check('LNK-096', isIn, `the peer is not told that pair ${nameOf(pair)} is void`)
  }
}
