import type { Frame } from '@bellwire/wire'
import type { Test } from '../../verdict/test.js'
import type { Since } from '../since.js'

/** So far away that attempts come and go before anything is sent again, nanoseconds. */
export const FAR = 1_000_000

/** Longer than three round trips to a peer so far away. */
export const AGAIN = 7 * FAR

/** One epoch after the other of the node under test, in which frames come that the tester's end does not send. */
export class Epochs {
  #epoch = 0

  constructor(
    private readonly test: Test,
    private readonly since: Since
  ) {}

  /** A process begins, in the place of one that there was before. */
  async start(): Promise<void> {
    const { stage, random } = this.test.scene
    this.lose([])
    this.since.mark()
    await stage.start(random.bits32(), stage.now)
    await this.begin()
  }

  /** Another epoch is open. */
  async begin(): Promise<void> {
    const { scene } = this.test
    this.lose([])
    const isUp = (): boolean =>
      this.since.sent('LINK_STATE').some(({ state, epoch }) => state === 0 && epoch > this.#epoch)
    this.test.need(await scene.until(isUp), 'the link is up')
    this.#epoch = scene.peer.epoch
  }

  get isOver(): boolean {
    return this.test.scene.peer.epoch > this.#epoch
  }

  /** From now on frames of these types are lost on their way. */
  lose(types: readonly Frame['type'][]): void {
    this.test.scene.stage.way = ({ type }, _from, _to, delay) => (types.includes(type) ? [] : [delay])
  }

  /** A frame is at the node now, which nobody has sent. What the node does then is its reaction. */
  async hear(frame: Frame, from = this.test.scene.peer.node): Promise<void> {
    const { scene } = this.test
    await scene.pass(0)
    this.since.mark()
    await scene.stage.deliver(from, frame, 'forged')
  }

  /** The peer does what has it send a frame. What the node does when that comes is its reaction. */
  async comes(type: Frame['type'], act: () => void): Promise<void> {
    this.since.mark()
    act()
    this.test.need(await this.test.scene.until(() => this.since.came(type).length > 0, 3 * FAR), `${type} comes`)
    this.since.markAt((one) => one.kind === 'came' && one.frame.type === type)
  }
}

/** Whether the last frame of a type was sent again, and no other one. */
export function isAgain(test: Test, since: Since, type: 'ADD' | 'END' | 'CANCEL' | 'EXPIRE'): boolean {
  const again = since.sent(type)
  const first = JSON.stringify(test.scene.sent(type).at(-again.length - 1))
  return again.length > 0 && again.every((frame) => JSON.stringify(frame) === first)
}
