import { type ExpireAck, Outcome } from '@bellwire/wire'
import type { Test } from '../../verdict/test.js'
import type { Driver } from '../walk.js'
import { A_WHILE, Attempting } from './attempting.js'
import { AGAIN, Epochs, isAgain } from './epochs.js'

/** Of an item that never was. */
const NOBODYS = 0x7fff_ffff

/** What the node under test expires (spec/machines/expiry.json). The peer hears of it when it is told to. */
export class ExpiryDriver implements Driver {
  readonly #at: Attempting
  readonly #epochs: Epochs
  #sequence = 0

  constructor(private readonly test: Test) {
    this.#at = new Attempting(test)
    this.#epochs = new Epochs(test, this.#at.since)
  }

  async begin(): Promise<void> {
    await this.#epochs.start()
    await this.#settled()
  }

  /** What the epoch before has left is settled, and a pair of this one has expired. */
  async #settled(): Promise<void> {
    const { scene } = this.test
    await scene.pass(AGAIN)
    await this.events['success-for-nobody']?.('none')
    await scene.pass(AGAIN)
    this.#epochs.lose(['EXPIRE'])
  }

  readonly events: Driver['events'] = {
    'success-for-nobody': async () => {
      const { station } = this.test.scene
      this.#sequence = station.sequence
      station.sequence = (this.#sequence + 1) >>> 0
      const success = { outcome: Outcome.SUCCESS, sequence: this.#sequence, slot: station.slot - 2 }
      await this.#at.reply({ ...success, queueId: NOBODYS, peerQueueId: NOBODYS })
    },
    acknowledges: async (state) => {
      const expire = this.test.scene.sent('EXPIRE').at(-1)
      if (state !== 'expiring' || expire === undefined) return this.#epochs.hear(this.#acknowledgement({}))
      await this.#epochs.comes('EXPIRE_ACK', () => this.test.scene.peer.frame(expire))
    },
    'acknowledges-another': async () => {
      const former = (this.#sequence - 1) >>> 0
      await this.#epochs.hear(this.#acknowledgement({ low: former, high: this.#sequence }))
    },
    'acknowledges-otherwise': async () => {
      await this.#epochs.hear(this.#acknowledgement({ epoch: this.test.scene.peer.epoch + 1 }))
    },
    'station-acknowledges': () => this.#epochs.hear(this.#acknowledgement({}), this.test.scene.station.node),
    'peer-expires': () => this.#epochs.hear({ type: 'EXPIRE', ...this.test.scene.peer.header(), ...this.#range }),
    pause: async () => this.#at.since.mark(),
    patience: async () => {
      this.#at.since.mark()
      await this.test.scene.until(() => this.#epochs.isOver)
    }
  }

  readonly reactions: Driver['reactions'] = {
    expires: () => this.#at.expires(this.#sequence, this.#sequence + 1),
    'expires-again': async () => {
      await this.test.scene.pass(AGAIN)
      return isAgain(this.test, this.#at.since, 'EXPIRE')
    },
    acknowledges: async () => {
      const { low, high } = this.#range
      const isAcknowledged = (): boolean =>
        this.#at.since.sent('EXPIRE_ACK').some((one) => one.low === low && one.high === high)
      return this.test.scene.until(isAcknowledged, A_WHILE / 2)
    },
    'repeats-not': async () => {
      await this.test.scene.pass(AGAIN)
      return this.#at.since.sent('EXPIRE').length === 0
    },
    'ends-epoch': async () => this.#epochs.isOver
  }

  done(): string | undefined {
    return this.#at.since.done
  }

  /** Where the epoch is over, another one begins. */
  async tidy(): Promise<void> {
    if (!this.#epochs.isOver) return
    await this.#epochs.begin()
    await this.#settled()
  }

  serves(): Promise<boolean> {
    this.#epochs.lose([])
    return this.#at.serves()
  }

  get #range(): { readonly low: number; readonly high: number } {
    return { low: this.#sequence, high: (this.#sequence + 1) >>> 0 }
  }

  #acknowledgement(fields: Partial<ExpireAck>): ExpireAck {
    const { peer } = this.test.scene
    return { type: 'EXPIRE_ACK', ...peer.header(), ...this.#range, expected: peer.expected, ...fields }
  }
}
