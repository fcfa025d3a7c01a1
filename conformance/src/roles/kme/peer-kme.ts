import type { Frame, KeyFrame, KeyReserve } from '@bellwire/wire'
import { isKeyFrame } from '@bellwire/wire'
import type { Fault } from '../../stage/happening.js'
import type { Random } from '../../stage/random.js'
import type { Stage } from '../../stage/stage.js'
import type { KmePlace, KmeSetting } from '../../subject/kme.js'
import type { Block } from './block.js'
import { fromWire, saeDigest, toWire } from './names.js'

type Unheaded<One> = One extends KeyFrame ? Omit<One, 'session' | 'peerSession'> : never

/** What it says: the fields that name sessions are left out. */
export type Said = Unheaded<KeyFrame>

/** What is asked for in a reservation of the peer; SAEs by their IDs. */
export interface Terms {
  readonly reservation: number
  readonly size: number
  readonly unitsPerKey: number
  readonly units: readonly string[]
  readonly master: string
  readonly slaves: readonly string[]
}

/** The other KME, as the tester plays it. It answers as chapter 8 says, but for what it is told to leave out. */
export class PeerKme {
  session: number
  /** Of the KME under test; 0: not known. */
  kmeSession = 0
  /** All that has come, the oldest first. */
  readonly heard: KeyFrame[] = []
  /** What it does not answer. */
  readonly unanswered = new Set<KeyFrame['type']>()
  /** What it has, by session. */
  readonly blocks = new Map<string, Block>()
  #reservations = 0

  constructor(
    private readonly stage: Stage<KmeSetting>,
    readonly place: KmePlace,
    delay: number,
    private readonly random: Random
  ) {
    this.session = 1 + random.below(2 ** 32 - 2)
    stage.join({ node: place.node, delay, frame: (frame) => this.#take(frame) })
  }

  /** Another process of it begins: it has its blocks, and knows no session. */
  restart(): void {
    this.session = 1 + this.random.below(2 ** 32 - 2)
    this.kmeSession = 0
    this.#reservations = 0
  }

  /** @param fields what is otherwise than it would be */
  say(said: Said, fields: Partial<Pick<KeyFrame, 'session' | 'peerSession'>> = {}, fault?: Fault): void {
    const frame: KeyFrame = { ...said, session: this.session, peerSession: this.kmeSession, ...fields }
    this.stage.send(this.place.node, frame, fault)
  }

  /** A block that it has, or says that it has. */
  announce(block: Block, answer: boolean, units = block.units.length, unitSize = this.stage.setting.unitSize): void {
    this.say({ type: 'KEY_BLOCK', block: toWire(block.session), units, unitSize, answer })
  }

  /** Terms of a new reservation, of keys of one unit each. */
  terms(units: readonly string[], fields: Partial<Terms> = {}): Terms {
    const { unitSize, saes, id } = this.stage.setting
    const size = fields.size ?? unitSize
    this.#reservations += 1
    return {
      reservation: this.#reservations,
      size,
      unitsPerKey: Math.ceil(size / unitSize),
      units,
      master: saes.find(({ kme }) => kme === this.place.id)?.id ?? '',
      slaves: saes
        .filter(({ kme }) => kme === id)
        .map((one) => one.id)
        .slice(0, 1),
      ...fields
    }
  }

  /** Asks for units to be set aside. */
  reserve(terms: Terms): void {
    this.say(this.reserveOf(terms))
  }

  reserveOf({ units, master, slaves, ...rest }: Terms): Extract<Said, { type: 'KEY_RESERVE' }> {
    return {
      type: 'KEY_RESERVE',
      origin: this.session,
      ...rest,
      units: units.map(toWire),
      master: saeDigest(master),
      slaves: slaves.map(saeDigest)
    }
  }

  /** Its applications have the keys. */
  taken({ reservation }: Pick<Terms, 'reservation'>, origin = this.session): void {
    this.say({ type: 'KEY_TAKEN', origin, reservation })
  }

  burn({ reservation, units }: Pick<Terms, 'reservation' | 'units'>, origin = this.session): void {
    this.say({ type: 'KEY_BURN', origin, reservation, units: units.map(toWire) })
  }

  /** Answers about a reservation of the KME under test. */
  reply(type: 'KEY_RESERVED' | 'KEY_REFUSED' | 'KEY_NOTED', about: NamedReservation, peerSession?: number): void {
    const { origin, reservation } = about
    this.say(
      { type, origin, reservation },
      peerSession === undefined ? { peerSession: about.session } : { peerSession }
    )
  }

  /** Frames of a type that have come, the oldest first. */
  of<Type extends KeyFrame['type']>(type: Type): readonly Extract<KeyFrame, { type: Type }>[] {
    return this.heard.flatMap((frame) => (frame.type === type ? [frame as Extract<KeyFrame, { type: Type }>] : []))
  }

  /** The reservations of the KME under test, each once, the oldest first. */
  get reservations(): readonly KeyReserve[] {
    const found = new Map(this.of('KEY_RESERVE').map((frame) => [`${frame.origin}/${frame.reservation}`, frame]))
    return [...found.values()]
  }

  #take(frame: Frame): void {
    if (!isKeyFrame(frame)) return
    this.kmeSession = frame.session
    this.heard.push(frame)
    if (this.unanswered.has(frame.type)) return
    if (frame.type === 'KEY_BLOCK') {
      const block = this.blocks.get(fromWire(frame.block))
      if (!frame.answer && block !== undefined) this.announce(block, true)
    } else if (frame.type === 'KEY_RESERVE') this.reply('KEY_RESERVED', frame)
    else if (frame.type === 'KEY_TAKEN' || frame.type === 'KEY_BURN') this.reply('KEY_NOTED', frame)
  }
}

/** A frame about a reservation, and the session of its sender. */
type NamedReservation = { readonly session: number; readonly origin: number; readonly reservation: number }
