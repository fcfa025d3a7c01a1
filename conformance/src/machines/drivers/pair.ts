import { type Expire, Outcome } from '@bellwire/wire'
import type { Create } from '../../subject/service.js'
import type { Test } from '../../verdict/test.js'
import type { Driver } from '../walk.js'
import { A_WHILE, Attempting } from './attempting.js'

/** A Bell index of a pair that is Φ+ already. */
const AS_IT_IS = 0

/** A pair at the node under test (spec/machines/pair.json). */
export class PairDriver implements Driver {
  readonly #at: Attempting
  /** The number and the Bell index of the last pair. */
  #sequence = 0
  #bellIndex = 0
  /** What the hardware was last told to do. */
  #work: 'CORRECTED' | 'MEASURED' = 'CORRECTED'
  #kind: Create['kind'] | undefined
  /** The last EXPIRE of the peer, and the one that the last event was. */
  #former: Expire | undefined
  #expire: Expire | undefined

  constructor(private readonly test: Test) {
    this.#at = new Attempting(test)
  }

  async begin(): Promise<void> {
    const { scene } = this.test
    await this.test.up()
    await scene.pass(A_WHILE)
    this.#sequence = (scene.station.sequence - 1) >>> 0
    scene.stage.way = (frame, from, _to, delay) => (frame.type === 'EXPIRE' && from === scene.peer.node ? [0] : [delay])
  }

  readonly events: Driver['events'] = {
    'success-as-it-is': () => this.#succeed('keep', AS_IT_IS),
    'success-to-turn': async () => {
      this.#work = 'CORRECTED'
      await this.#succeed('keep', 1 + this.#scene.random.below(3))
    },
    'success-to-measure': async () => {
      this.#work = 'MEASURED'
      await this.#succeed('measure', this.#scene.random.below(4))
    },
    'success-for-nobody': async () => {
      const { station } = this.#scene
      const { sequence } = station
      await this.#at.giveUp()
      this.#kind = undefined
      this.#sequence = sequence
      station.sequence = (sequence + 1) >>> 0
      await this.#at.reply({ outcome: Outcome.SUCCESS, sequence, slot: station.slot - 2, queueId: 0x7fff_ffff })
    },
    'success-again': async () => {
      const reply = this.#scene.came('REPLY').findLast(({ outcome }) => outcome === Outcome.SUCCESS)
      await this.#at.reply({ ...reply })
    },
    corrected: () => this.#result(),
    measured: () => this.#result(),
    'strange-result': async () => {
      const { scene } = this.test
      await scene.pass(0)
      this.#at.since.mark()
      scene.stage.report({ type: 'CORRECTED', qubit: scene.random.below(4), tag: 123_456 })
      await scene.pass(0)
    },
    'peer-expires': async (state) => {
      const { scene } = this.test
      const low = this.#sequence
      this.#expire = { type: 'EXPIRE', ...scene.peer.header(), low, high: (low + 1) >>> 0 }
      await scene.pass(0)
      this.#at.since.mark()
      if (!['correcting', 'measuring', 'held', 'spent'].includes(state))
        return scene.stage.deliver(scene.peer.node, this.#expire, 'doubled')
      this.#former = this.#expire
      scene.peer.expire(this.#expire.low, this.#expire.high)
      await scene.pass(0)
    },
    'peer-expires-former': async () => {
      // There has to be one.
      if (this.#former === undefined) {
        this.#former = this.#expireOf((this.#scene.station.sequence - 2) >>> 0)
        await this.#scene.stage.deliver(this.#scene.peer.node, this.#former, 'forged')
      }
      this.#expire = this.#former
      await this.#hear(this.#scene.peer.node, this.#former)
    },
    'peer-expires-otherwise': async () => {
      const { peer } = this.#scene
      await this.#hear(peer.node, { ...this.#expireOf(this.#sequence), incarnation: (peer.incarnation + 1) >>> 0 })
    },
    'station-expires': async () => this.#hear(this.#scene.station.node, this.#expireOf(this.#sequence)),
    'gives-back': async () => {
      const { scene } = this.test
      this.#at.since.mark()
      await this.#at.release()
      await scene.pass(0)
    }
  }

  readonly reactions: Driver['reactions'] = {
    delivers: () => this.#scene.until(() => this.#isDelivered, A_WHILE),
    'delivers-nothing': async () => !this.#isDelivered,
    corrects: async () =>
      this.#at.since.commands.some((one) => one.type === 'CORRECT' && one.pauli === this.#bellIndex),
    measures: async () => this.#at.since.commands.some(({ type }) => type === 'MEASURE'),
    expires: () => this.#at.expires(this.#sequence, this.#sequence + 1),
    acknowledges: async () =>
      this.#at.since
        .sent('EXPIRE_ACK', this.#scene.peer.node)
        .some(({ low, high }) => low === this.#expire?.low && high === this.#expire.high),
    'tells-expired': async () =>
      this.#at.since.answers.some((one) => one.type === 'expired' && one.sequence === this.#sequence),
    'tells-nothing': async () => this.#at.since.answers.every(({ type }) => type !== 'expired'),
    'tells-peer': () => {
      // No clause has it make haste: it may wait until it says something to its peer anyway.
      this.#scene.peer.alive(false)
      return this.#scene.until(() => this.#at.since.sent('RELEASED').some(isAbout(this.#sequence)), A_WHILE)
    }
  }

  done(): string | undefined {
    return this.#at.since.done
  }

  async tidy(): Promise<void> {}

  /** As many pairs as there are qubits can be held at once. */
  async serves(): Promise<boolean> {
    const { scene } = this.test
    await this.#at.release()
    await scene.pass(A_WHILE)
    return this.#at.serves(scene.stage.setting.hardware.qubits)
  }

  get #scene(): Test['scene'] {
    return this.test.scene
  }

  get #isDelivered(): boolean {
    return this.#at.since.answers.some((one) => one.type === 'ok' && one.sequence === this.#sequence)
  }

  async #succeed(kind: Create['kind'], bellIndex: number): Promise<void> {
    if (this.#kind !== kind) {
      await this.#at.giveUp()
      await this.#at.want({ kind })
    }
    this.#kind = kind
    this.#bellIndex = bellIndex
    this.#sequence = this.#scene.station.sequence
    await this.#at.succeed(bellIndex)
  }

  /** The hardware says what it has done. */
  async #result(): Promise<void> {
    const { scene } = this.test
    const { since } = this.#at
    const type = this.#work
    since.mark()
    const isSaid = (): boolean => since.all.some((one) => one.kind === 'result' && one.message.type === type)
    this.test.need(await scene.until(isSaid, A_WHILE), 'the hardware has done what it was told')
    since.markAt((one) => one.kind === 'result' && one.message.type === type)
  }

  async #hear(from: number, frame: Expire): Promise<void> {
    const { scene } = this.test
    await scene.pass(0)
    this.#at.since.mark()
    await scene.stage.deliver(from, frame, 'forged')
  }

  #expireOf(low: number): Expire {
    return { type: 'EXPIRE', ...this.#scene.peer.header(), low, high: (low + 1) >>> 0 }
  }
}

/** Whether a range has a pair. */
function isAbout(sequence: number): (range: { readonly low: number; readonly high: number }) => boolean {
  return ({ low, high }) => ((sequence - low) | 0) >= 0 && ((high - sequence) | 0) > 0
}
