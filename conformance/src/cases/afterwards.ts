import type { Happening } from '../stage/happening.js'
import type { Test } from '../verdict/test.js'

/** Long enough for whatever is still under way when all faults are over, and how often applications give pairs back. */
const CALM = 20_000_000
const ROUNDS = 20
const SIGNS_OF_LIFE: ReadonlySet<string> = new Set(['KEEPALIVE', 'SYNC', 'LINK_STATE'])

/** All faults are over: time passes until nothing is under way any more, and every pair is given back. */
export async function calmDown(test: Test): Promise<void> {
  const { scene } = test
  const { peer, qubits, link } = scene
  qubits.report(link.link, 0)
  let isCalm = false
  for (let round = 0; round < ROUNDS && !isCalm; round++) {
    await giveBack(test, 1)
    const before = scene.happenings.length
    // The node may have taken another of its incarnations for the present one (PHY-028).
    if (!peer.isUp) peer.greet(false)
    await scene.pass(CALM)
    isCalm = !scene.happenings.slice(before).some(isStirring)
  }
}

/** Whether it shows that a node is busy with anything but to see that all are still there. */
function isStirring(one: Happening): boolean {
  return one.kind === 'answer' || one.kind === 'command' || (one.kind === 'sent' && !SIGNS_OF_LIFE.has(one.frame.type))
}

/** A qubit that was not given back is missing when as many pairs are wanted at once as there are qubits. */
export async function judgeMemory(test: Test): Promise<void> {
  const { scene } = test
  const number = scene.stage.setting.hardware.qubits
  const before = scene.delivered.length
  const { createId, code } = await scene.create({ number, consecutive: false })
  test.need(code === 0, 'a request for all qubits is taken')
  const pairs = () => scene.delivered.slice(before).filter((pair) => pair.createId === createId && pair.originator)
  await scene.until(() => pairs().length > 0)
  const { length } = pairs()
  if (!test.check('LNK-098', length > 0, `${number} qubits are free again, and a pair on each of them is there`)) return
  test.check('LNK-062', length === number, `${length} of ${number} pairs come together, one on each qubit`)
}

/** Every request has its end, and what the peer holds for void is void here. */
export function judgeAnswers(test: Test, taken: readonly number[]): void {
  const { answers, delivered, happenings, peer } = test.scene
  // What a process did not come to say counts as said.
  const unsaid = happenings.flatMap((one) => (one.kind === 'unsaid' ? [one.answer] : []))
  const ended = new Set(
    [...answers, ...unsaid].flatMap((answer) =>
      answer.type === 'err' || (answer.type === 'ok' && answer.originator && answer.final) ? [answer.createId] : []
    )
  )
  const open = taken.filter((createId) => !ended.has(createId))
  test.check('LNK-010', open.length === 0, `${open.length} requests have no end`)
  const told = new Set(
    answers.flatMap((answer) => (answer.type === 'expired' ? [`${answer.epoch}:${answer.sequence}`] : []))
  )
  const isVoid = (sequence: number, epoch: number): boolean =>
    epoch === peer.epoch && peer.pairs.get(sequence) === 'expired'
  for (const { epoch, sequence } of delivered)
    if (isVoid(sequence, epoch))
      test.check(
        'LNK-069',
        told.has(`${epoch}:${sequence}`),
        `pair ${epoch}:${sequence} is void, and its application does not hear of it`
      )
}

/** Of pairs whose qubits died with a process, the application has heard that they are void. */
export function judgeLost(test: Test): void {
  const held = new Set<string>()
  const lost = new Set<string>()
  for (const one of test.scene.happenings) {
    if (one.kind === 'restarted') {
      for (const pair of held) lost.add(pair)
      held.clear()
    } else if (one.kind === 'wish' && one.wish.type === 'release') held.delete(nameOf(one.wish))
    else if (one.kind === 'answer' || one.kind === 'unsaid') {
      const { answer } = one
      if (answer.type === 'ok' && answer.qubit >= 0 && one.kind === 'answer') held.add(nameOf(answer))
      if (answer.type === 'expired') for (const pairs of [held, lost]) pairs.delete(nameOf(answer))
    }
  }
  for (const pair of lost)
    test.check('RES-007', false, `pair ${pair} has died with its process, and the application does not hear of it`)
}

function nameOf({ epoch, sequence }: { readonly epoch: number; readonly sequence: number }): string {
  return `${epoch}:${sequence}`
}

/** The node's application gives pairs back, each with a probability. */
export async function giveBack({ scene }: Test, probability: number): Promise<void> {
  for (const pair of scene.delivered)
    if (pair.qubit >= 0 && scene.random.uniform() < probability) await scene.release(pair)
}
