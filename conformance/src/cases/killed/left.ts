import type { Happening } from '../../stage/happening.js'
import type { Scene } from '../../stage/scene.js'
import type { Answer, Delivered } from '../../subject/service.js'
import type { LinkSetting } from '../../subject/setting.js'

/** Names a pair. */
export interface PairName {
  readonly epoch: number
  readonly sequence: number
}

/** How one link was when a process of its node was killed. */
export interface LeftOfLink {
  /** The last epoch that the node had begun or adopted. */
  readonly epoch: number
  /** Up to where both ends have settled its pairs, as the node knows. */
  readonly low: number
}

/** How it was when a process of a node of one link was killed. */
export interface Left extends LeftOfLink {
  /** How many happenings and answers there were by then. */
  readonly happenings: number
  readonly answers: number
  /** Requests that were taken and had no end. */
  readonly open: readonly number[]
  /** Pairs that the application had, and that are void since: their qubits died, or the peer may not have them. */
  readonly gone: readonly Delivered[]
}

/** @param until which of the happenings that was. Default: the last time */
export function leftIn(scene: Scene, until = scene.happenings.findLastIndex(({ kind }) => kind === 'restarted')): Left {
  const before = scene.happenings.slice(0, until)
  const answers = before.flatMap((one) => (one.kind === 'answer' ? [one.answer] : []))
  const { epoch, low } = leftOf(scene.link, before)
  const isSure = (pair: PairName): boolean => pair.epoch < epoch || ((pair.sequence - low) | 0) < 0
  const isVoid = new Set(answers.flatMap((one) => (one.type === 'expired' ? [nameOf(one)] : [])))
  const givenBack = new Set(
    before.flatMap((one) => (one.kind === 'wish' && one.wish.type === 'release' ? [nameOf(one.wish)] : []))
  )
  const pairs = answers.filter((one) => one.type === 'ok').filter((pair) => !isVoid.has(nameOf(pair)))
  const gone = pairs.filter((pair) => (pair.qubit >= 0 && !givenBack.has(nameOf(pair))) || !isSure(pair))
  const ended = new Set(answers.flatMap((one) => (isEnd(one) ? [one.createId] : [])))
  const open = answers.flatMap((one) =>
    one.type === 'created' && one.code === 0 && !ended.has(one.createId) ? [one.createId] : []
  )
  return { happenings: until, answers: answers.length, epoch, low, open, gone }
}

/** @param before what has happened by then */
export function leftOf(
  { link, firstSequence }: Pick<LinkSetting, 'link' | 'firstSequence'>,
  before: readonly Happening[]
): LeftOfLink {
  const begun = before.flatMap((one) =>
    one.kind === 'sent' && (one.frame.type === 'OPEN' || one.frame.type === 'OPEN_ACK') && one.frame.link === link
      ? [one.frame.epoch]
      : []
  )
  const epoch = Math.max(0, ...begun)
  // What the peer has told the node last.
  const settled = before.flatMap((one) =>
    one.kind === 'came' && one.frame.type === 'KEEPALIVE' && one.frame.link === link && one.frame.epoch === epoch
      ? [one.frame.expected]
      : []
  )
  return { epoch, low: settled.at(-1) ?? firstSequence }
}

export function nameOf({ epoch, sequence }: PairName): string {
  return `${epoch}:${sequence}`
}

/** Whether it is the terminal answer of a request. */
function isEnd(answer: Answer): answer is Extract<Answer, { type: 'ok' | 'err' }> {
  return answer.type === 'err' || (answer.type === 'ok' && answer.originator && answer.final)
}
