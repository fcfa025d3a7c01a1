import type { Happening } from '../../stage/happening.js'
import { Random } from '../../stage/random.js'
import { Stage } from '../../stage/stage.js'
import type { Doors } from '../../subject/doors.js'
import type { KmeSetting, Response } from '../../subject/kme.js'
import type { Subject } from '../../subject/subject.js'
import { Block } from './block.js'
import { uuidOf } from './names.js'
import { PeerKme } from './peer-kme.js'

export interface BlockOptions {
  /** Octets at its end that fill no unit. */
  readonly rest?: number
  /** Whether its peer has it, too. Default true. */
  readonly isAtPeer?: boolean
  readonly of?: PeerKme
}

export const MILLISECOND = 1_000_000
export const SECOND = 1000 * MILLISECOND

/** In this time a KME has done what it does at once, if it does not need longer. */
const AT_ONCE = 50 * MILLISECOND

/** In this time whatever has a default in section 8.10 is over. */
const PATIENCE = 15 * SECOND

const [NODE, LOWER, HIGHER, OTHER] = [10, 4, 20, 15]
const UNIT_SIZES = [128, 64, 256, 24]

/** A KME under test with everything around it: two other KMEs, applications, sessions of key distribution, and time. */
export class KmeScene {
  readonly stage: Stage<KmeSetting>
  readonly random: Random
  readonly happenings: Happening[] = []
  /** All that the KME was given. */
  readonly blocks: Block[] = []
  /** The KME that cases are about, and another one with which this KME shares other keys. */
  readonly peer: PeerKme
  readonly other: PeerKme
  readonly doors: Doors | undefined
  readonly #atOnce: number
  #calls = 0
  #processes = 0

  /** Seeds that follow each other take the two directions in turn, and eight of them all unit sizes with both. */
  constructor(subject: Subject<KmeSetting>, seed: number) {
    this.random = new Random(seed)
    this.doors = subject.doors
    this.#atOnce = Math.max(AT_ONCE, subject.reactionTime ?? 0)
    const peer = { node: seed % 2 === 0 ? LOWER : HIGHER, id: 'kme-b' }
    const setting: KmeSetting = {
      role: 'kme',
      node: NODE,
      id: 'kme-a',
      seed,
      time: 0,
      unitSize: UNIT_SIZES[(seed >> 1) % UNIT_SIZES.length] ?? 128,
      peers: [peer, { node: OTHER, id: 'kme c/é' }],
      saes: [
        { id: 'alice', kme: 'kme-a' },
        { id: 'anna/é', kme: 'kme-a' },
        { id: 'bob', kme: 'kme-b' },
        { id: 'bert/é', kme: 'kme-b' },
        { id: 'zoe', kme: 'kme c/é' }
      ],
      keeps: false,
      ...subject.fixed
    }
    this.stage = new Stage(subject, setting)
    this.stage.watch((happening) => this.happenings.push(happening))
    const [first = peer, second = peer] = setting.peers
    this.peer = new PeerKme(this.stage, first, MILLISECOND, this.random)
    this.other = new PeerKme(this.stage, second, MILLISECOND, this.random)
  }

  get unitSize(): number {
    return this.stage.setting.unitSize
  }

  /** An application of the KME under test. */
  sae(index: 0 | 1): string {
    return this.#saes(this.stage.setting.id)[index] ?? ''
  }

  /** An application of the peer. */
  theirSae(index: 0 | 1, peer = this.peer): string {
    return this.#saes(peer.place.id)[index] ?? ''
  }

  async settle(): Promise<void> {
    await this.pass(this.#atOnce)
  }

  async pass(time: number): Promise<void> {
    await this.stage.run(this.stage.now + time)
  }

  async until(isDone: () => boolean, patience = PATIENCE): Promise<boolean> {
    return this.stage.run(this.stage.now + patience, isDone)
  }

  /** Its process is killed, and another one begins with the stores as they are. */
  async restart(): Promise<void> {
    this.#processes += 1
    await this.stage.restart({ keeps: true, seed: this.stage.setting.seed + this.#processes })
    await this.settle()
  }

  /** A session with a KME ends well. */
  makeBlock(units: number, { rest = 0, isAtPeer = true, of = this.peer }: BlockOptions = {}): Block {
    const octets = this.octets((units * this.unitSize) / 8 + rest)
    const block = new Block(this.stage.setting, uuidOf(this.octets(16)), octets, 'test', of.place.id)
    if (isAtPeer) of.blocks.set(block.session, block)
    return block
  }

  /** The KME under test has the bits of a session. */
  async lay(block: Block, octets = block.octets): Promise<void> {
    const { session, label, peer } = block
    if (!this.blocks.includes(block)) this.blocks.push(block)
    const laid = { session, label, peer, bytes: octets }
    await this.stage.put({ kind: 'block', block: laid }, { type: 'block', ...laid })
  }

  /** A block of both ends, which both know to be so. */
  async addBlock(units: number, options: BlockOptions = {}): Promise<Block> {
    const block = this.makeBlock(units, options)
    await this.lay(block)
    const { of = this.peer } = options
    const { length } = of.of('KEY_BLOCK')
    await this.until(() => of.of('KEY_BLOCK').length > length)
    await this.settle()
    return block
  }

  /** An application asks for something. Returns the number of its call. */
  async call(caller: string, method: string, path: string, body?: string): Promise<number> {
    this.#calls += 1
    const call = { call: this.#calls, caller, method, path, ...(body !== undefined && { body }) }
    await this.stage.put({ kind: 'call', call }, { type: 'call', ...call })
    return call.call
  }

  /** Its connection has ended. */
  async leave(call: number): Promise<void> {
    await this.stage.put({ kind: 'leave', call }, { type: 'leave', call })
  }

  /** What it was answered, as far as it was. */
  responseTo(call: number): Response | undefined {
    const found = this.happenings.find((one) => one.kind === 'response' && one.response.call === call)
    return found?.kind === 'response' ? found.response : undefined
  }

  octets(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.random.below(256))
  }

  #saes(of: string): readonly string[] {
    return this.stage.setting.saes.flatMap(({ id, kme }) => (kme === of ? [id] : []))
  }
}
