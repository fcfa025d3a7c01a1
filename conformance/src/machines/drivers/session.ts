import { type Frame, type Open, WIRE_VERSIONS } from '@bellwire/wire'
import type { Test } from '../../verdict/test.js'
import type { Driver } from '../walk.js'
import { Attempting } from './attempting.js'
import { LinkParty } from './link-party.js'

/** Far longer than any interval between greetings, and than the holdover time of these cases, nanoseconds. */
const PATIENCE = 5_000_000_000

/** Of exchanges with the station's clock, and how long one without answers is held over, nanoseconds. */
export const SOON = 20_000_000

/** Sessions of the node under test, at either end (spec/machines/session-of-*.json). The other parties say nothing by themselves. */
export class SessionDriver implements Driver {
  readonly #at: Attempting
  readonly #peer: LinkParty
  readonly #station: LinkParty
  readonly #isMaster: boolean
  /** The highest epoch that was named, and the highest that was before the last OPEN. */
  #highest = 0
  #above = 0
  /** The last epoch that was opened, by whoever is the master; 0 for none. */
  #epoch = 0
  /** The last OPEN to the node under test. */
  #open: Open | undefined
  /** Who asked last. */
  #asked = 0

  constructor(private readonly test: Test) {
    this.#at = new Attempting(test)
    this.#isMaster = !test.scene.peer.isMaster
    this.#peer = new LinkParty(test.scene, 'peer')
    this.#station = new LinkParty(test.scene, 'station')
    test.scene.stage.watch((one) => {
      if (one.kind === 'sent' && one.frame.type === 'OPEN' && one.frame.epoch !== this.#epoch) this.#begun(one.frame)
    })
  }

  /** A process of the node under test begins, in the place of one that there was before. */
  async begin(): Promise<void> {
    const { stage, random } = this.test.scene
    stage.way = (frame, _from, _to, delay) => (frame.type === 'EXPIRE' || frame.type === 'EXPIRE_ACK' ? [delay] : [])
    for (const party of [this.#peer, this.#station]) party.isKnown = false
    this.#highest = 0
    this.#above = 0
    this.#epoch = 0
    this.#open = undefined
    await stage.start(random.bits32(), stage.now)
  }

  readonly events: Driver['events'] = {
    ...this.#eventsOf('peer', () => this.#peer),
    ...this.#eventsOf('station', () => this.#station),
    opens: () => this.#opens(),
    'opens-again': async () => {
      if (this.#open !== undefined) await this.#hear(this.#peer, this.#open)
    },
    'opens-former': async () => {
      // That an epoch is over, somebody has to have said.
      if (this.#highest === 0) {
        this.#highest = 3
        await this.#hear(this.#peer, this.#peer.hello({ answer: true, epoch: this.#highest }))
      }
      const isOpen = this.#open?.epoch === this.#highest
      await this.#hear(this.#peer, this.#openOf({ epoch: isOpen ? this.#highest - 1 : this.#highest }))
    },
    'opens-for-another': () => {
      const peerIncarnation = (this.#ownIncarnation + 1) >>> 0
      return this.#hear(this.#peer, this.#openOf({ epoch: this.#highest + 1, peerIncarnation }))
    },
    agrees: async () => {
      const party = this.test.scene.random.below(2) === 0 ? this.#peer : this.#station
      await this.#hear(party, party.openAck(Math.max(1, this.#epoch)))
    },
    interval: async () => {
      const { since } = this.#at
      since.mark()
      const isHeard = (): boolean => since.sent('HELLO').length + since.sent('OPEN').length > 0
      await this.test.scene.until(isHeard, PATIENCE)
    },
    silence: async () => {
      const { since } = this.#at
      since.mark()
      await this.test.scene.until(() => since.sent('HELLO').length > 0, PATIENCE)
    }
  }

  readonly reactions: Driver['reactions'] = {
    answers: async () => this.#answers(this.#asked),
    'answers-opening': async () => this.#answers(this.#peer.node) && this.#at.since.sent('OPEN_ACK').length === 0,
    'says-nothing': async () => this.#at.since.all.every(({ kind }) => kind !== 'sent'),
    'greets-again': async () => this.#greets(this.#peer) && this.#greets(this.#station),
    greets: async () => this.#greets(this.#peer) || this.#greets(this.#station),
    opens: async () => {
      await this.test.scene.until(() => this.#at.since.sent('OPEN').length > 0, PATIENCE)
      return [this.#peer, this.#station].every(({ node }) =>
        this.#at.since.sent('OPEN', node).some((open) => this.#isRight(open))
      )
    },
    'opens-again': async () =>
      [this.#peer, this.#station]
        .filter(({ hasAgreed }) => !hasAgreed)
        .every(({ node }) => this.#at.since.sent('OPEN', node).some(({ epoch }) => epoch === this.#epoch)),
    'opens-not': async () => this.#at.since.sent('OPEN').length === 0,
    begins: async () => this.#at.since.sent('SYNC', this.#station.node).some(({ epoch }) => epoch === this.#epoch),
    'agrees-again': async () =>
      this.#at.since.all.every(({ kind }) => kind === 'came' || kind === 'sent' || kind === 'lost') &&
      this.#at.since.all.filter(({ kind }) => kind === 'sent').length === 1 &&
      this.#at.since.sent('OPEN_ACK', this.#peer.node).length === 1,
    'agrees-to-it': async () =>
      this.#at.since.sent('OPEN_ACK', this.#peer.node).some(({ epoch }) => epoch === this.#epoch)
  }

  done(): string | undefined {
    return this.#at.since.done
  }

  async tidy(): Promise<void> {}

  async serves(): Promise<boolean> {
    const { scene } = this.test
    const { peer, station, stage } = scene
    const former = this.#highest
    peer.incarnation = this.#peer.incarnation
    station.incarnation = this.#station.incarnation
    peer.epoch = 0
    peer.voidEpoch = former
    station.voidEpoch = former
    stage.way = (_frame, _from, _to, delay) => [delay]
    this.#at.since.mark()
    peer.greet(false)
    station.greet(false)
    const isUp = (): boolean =>
      this.#at.since.sent('LINK_STATE').some(({ state, epoch }) => state === 0 && epoch > former)
    return (await scene.until(isUp, PATIENCE)) && this.#at.serves()
  }

  /** What the peer and the station do alike. */
  #eventsOf(name: 'peer' | 'station', one: () => LinkParty): Driver['events'] {
    const over = (): number => Math.max(0, this.#epoch - 1)
    return {
      [`${name}-greets`]: () => this.#greeted(one(), one().hello({ epoch: over() })),
      [`${name}-answers`]: () => this.#greeted(one(), one().hello({ epoch: over(), answer: true })),
      [`${name}-starts-anew`]: () => this.#startAnew(one()),
      [`${name}-of-before`]: async (state) => {
        const party = one()
        if (!party.isKnown) await this.#greeted(party, party.hello({}))
        await this.#startAnew(party)
        await this.#goTo(state)
        await this.#hear(party, party.hello({ incarnation: party.former ?? 0 }))
      },
      [`${name}-gives-up`]: async () => {
        const epoch = this.#epoch + this.test.scene.random.below(3)
        this.#highest = Math.max(this.#highest, epoch)
        await this.#hear(one(), one().hello({ answer: true, epoch }))
      },
      [`${name}-misnamed`]: () => this.#hear(one(), one().misnamed()),
      [`${name}-strange`]: () => this.#hear(one(), one().strange()),
      [`${name}-agrees`]: async () => {
        one().hasAgreed = true
        await this.#hear(one(), one().openAck(Math.max(1, this.#epoch)))
      },
      [`${name}-agrees-to-other`]: () => this.#hear(one(), one().openAck(this.#highest + 1))
    }
  }

  async #hear(party: LinkParty, frame: Frame): Promise<void> {
    const { scene } = this.test
    await scene.pass(0)
    this.#at.since.mark()
    await scene.stage.deliver(party.node, frame, 'forged')
  }

  async #greeted(party: LinkParty, hello: Frame): Promise<void> {
    party.isKnown = true
    this.#asked = party.node
    await this.#hear(party, hello)
  }

  async #startAnew(party: LinkParty): Promise<void> {
    party.startAnew()
    // The tester's own end answers EXPIRE, as the process that is there now.
    this.test.scene.peer.incarnation = this.#peer.incarnation
    await this.#greeted(party, party.hello({ epoch: Math.max(0, this.#epoch - 1) }))
  }

  /** After a party has started anew: into the state in which it was, or one that nobody can tell from it. */
  async #goTo(state: string): Promise<void> {
    if (!this.#isMaster) return state === 'open' ? this.#opens() : undefined
    if (!['peer-agreed', 'station-agreed', 'pausing', 'open'].includes(state)) return
    await this.test.scene.until(() => this.#at.since.sent('OPEN').length > 0, PATIENCE)
    if (state === 'pausing') return this.events['peer-gives-up']?.(state)
    if (state !== 'station-agreed') await this.events['peer-agrees']?.(state)
    if (state !== 'peer-agreed') await this.events['station-agrees']?.(state)
  }

  #begun({ epoch }: Open): void {
    this.#above = Math.max(this.#highest, this.#epoch)
    this.#epoch = epoch
    this.#highest = Math.max(this.#highest, epoch)
    this.#peer.hasAgreed = false
    this.#station.hasAgreed = false
  }

  async #opens(): Promise<void> {
    // Not the next one: that an epoch is before it, some OPEN is to say.
    const open = this.#openOf({ epoch: this.#highest + 2 })
    this.#open = open
    this.#begun(open)
    this.#peer.isKnown = true
    this.#station.isKnown = true
    await this.#hear(this.#peer, open)
  }

  /** The incarnation of the node under test, as its last frame has it. */
  get #ownIncarnation(): number {
    return this.test.scene.sent('HELLO').at(-1)?.incarnation ?? 0
  }

  #openOf(fields: Partial<Open>): Open {
    const { link, random } = this.test.scene
    return {
      type: 'OPEN',
      link: link.link,
      incarnation: this.#peer.incarnation,
      epoch: 1,
      version: WIRE_VERSIONS.maximum,
      firstSequence: link.firstSequence,
      slotOrigin: link.slotOrigin,
      slotPeriod: link.slotPeriod,
      peerIncarnation: this.#ownIncarnation,
      stationIncarnation: this.#station.incarnation,
      testSeed: random.bits32(),
      testFraction: 0,
      ...fields
    }
  }

  /** Whether an OPEN is above all that were named, for the processes that are there now. */
  #isRight({ epoch, peerIncarnation, stationIncarnation }: Open): boolean {
    return (
      epoch > this.#above &&
      peerIncarnation === this.#peer.incarnation &&
      stationIncarnation === this.#station.incarnation
    )
  }

  #answers(node: number): boolean {
    const hellos = this.#at.since.sent('HELLO', node)
    return hellos.some(({ answer }) => answer)
  }

  #greets({ node }: LinkParty): boolean {
    return this.#at.since.sent('HELLO', node).some(({ answer }) => !answer)
  }
}
