import type { Forward, OrderedFrame, Path, Track } from '@bellwire/wire'
import {
  CIRCUIT_REQUEST,
  type CircuitName,
  type CircuitOpened,
  type CircuitPair,
  type CircuitPlan,
  type CircuitRequest
} from '../../subject/circuit-service.js'
import type { EndSetting } from '../../subject/setting.js'
import type { Subject } from '../../subject/subject.js'
import { Judgement } from '../../verdict/judgement.js'
import type { Said } from '../repeater/neighbour.js'
import { EndScene, type EndSceneOptions, MINIMUM, PURPOSE } from './end-scene.js'
import type { Half } from './halves.js'
import { endMonitors } from './monitors/end-monitors.js'
import { KIND_CODES, measurementOf } from './wire-terms.js'

interface CaseHead {
  /** Unique: 'end/head/sets-up'. */
  readonly name: string
  readonly requirements: readonly string[]
  readonly capabilities?: readonly string[]
}

/** One thing that an end of circuits has to get right, played once. */
export interface PlayedEndCase extends CaseHead {
  readonly scene?: Omit<EndSceneOptions, 'seed'>
  play(test: EndTest): Promise<void>
}

/** What holds of an end whatever is done around it: many runs, each of other steps. */
interface GeneratedEndCase extends CaseHead {
  /** By requirement: what must have been exercised for it to be judged. */
  readonly property: Readonly<Record<string, string>>
}

export type EndCase = PlayedEndCase | GeneratedEndCase

/** The label that the neighbour gives the circuits that come to it. */
const LABEL = 0x8005
/** Longer than anything takes but the timers of networks, nanoseconds. */
const A_WHILE = 20_000_000
/** Pairs that the rest of a circuit has room for: more than any test makes. */
const ROOM = 1000
/** Of a circuit that a test does not refresh. */
const LIFETIME = 90_000

/** A circuit that stands, with the label of its pairs on the link. */
export interface Opened extends CircuitName {
  readonly label: number
}

/** A request for pairs of a circuit, by the number that its head-end gave it. */
export interface Asked {
  readonly name: Opened
  readonly request: number
  readonly wish: CircuitRequest
}

/** One case at one end of circuits. */
export class EndTest extends Judgement {
  readonly scene: EndScene
  #circuit: number
  #request = 100

  constructor(subject: Subject<EndSetting>, options: EndSceneOptions) {
    const scene = new EndScene(subject, options)
    super(scene.stage)
    this.scene = scene
    this.#circuit = scene.random.below(2 ** 31)
    const accuse = (requirement: string, message: string) => this.broken(requirement, message)
    for (const monitor of endMonitors(scene, accuse)) scene.stage.watch(monitor)
  }

  async begin(): Promise<void> {
    this.need(await this.scene.begin(), 'the link comes up, and the neighbour has a session')
  }

  /** Waits for a frame from the end. */
  async heard<Type extends OrderedFrame['type']>(
    type: Type,
    number = 1
  ): Promise<readonly Extract<OrderedFrame, { type: Type }>[]> {
    const { neighbour } = this.scene
    await this.scene.until(() => neighbour.of(type).length >= number)
    return neighbour.of(type)
  }

  // ---- circuits ----

  /** Has the application open a circuit. Returns what it was answered at once. */
  async ask(plan: Partial<CircuitPlan> = {}): Promise<CircuitName & { readonly code: number }> {
    const { scene } = this
    const { responder, hops } = scene
    const before = scene.answered('opening').length
    const wish = { responder, purpose: PURPOSE, minimumFidelity: 0.5, rate: 0, hops, ...plan }
    await scene.stage.ask({ type: 'open', plan: wish })
    const opening = scene.answered('opening')
    this.must('HAR-060', opening.length === before + 1, 'open is answered at once')
    return opening.at(-1) ?? { initiator: 0, circuit: 0, code: -1 }
  }

  /** PATH of a circuit that comes to the end, as its neighbour passes it on. */
  path(fields: Partial<Omit<Path, 'type'>> = {}): Extract<Said, { type: 'PATH' }> {
    const { initiator, responder, hops } = this.scene
    this.#circuit += 1
    return {
      type: 'PATH',
      initiator,
      circuit: this.#circuit,
      responder,
      purpose: PURPOSE,
      minimumFidelity: 2 ** 15,
      lifetime: LIFETIME,
      position: 1,
      hops,
      stages: [],
      ...fields
    }
  }

  /** A circuit stands from end to end. Where the node is the head-end, its application has opened it. */
  async open(fields: Partial<CircuitPlan> = {}): Promise<Opened> {
    const name = this.scene.isHead ? await this.#openAsHead(fields) : await this.#openAsTail(fields)
    this.need(await this.scene.until(() => this.opened(name) !== undefined), 'the circuit is open')
    return name
  }

  /** What the application was told when a circuit had come to be. */
  opened({ initiator, circuit }: CircuitName): CircuitOpened | undefined {
    return this.scene.answered('opened').find((one) => one.circuit === circuit && one.initiator === initiator)
  }

  /** The neighbour answers a PATH of the end: the rest of the circuit stands. Returns the label. */
  resv({ initiator, circuit }: CircuitName, window = ROOM): number {
    const { peer, neighbour } = this.scene
    const label = LABEL + neighbour.of('PATH').length
    peer.purposes.add(label)
    neighbour.say({ type: 'RESV', initiator, circuit, label, window })
    return label
  }

  async #openAsHead(fields: Partial<CircuitPlan>): Promise<Opened> {
    const { scene } = this
    const { initiator, circuit, code } = await this.ask(fields)
    this.need(code === 0, 'a circuit that can be is set up')
    const isOf = (one: CircuitName): boolean => one.circuit === circuit
    this.need(await scene.until(() => scene.neighbour.of('PATH').some(isOf)), 'PATH goes out')
    return { initiator, circuit, label: this.resv({ initiator, circuit }) }
  }

  async #openAsTail({ stages = [] }: Partial<CircuitPlan>): Promise<Opened> {
    const { scene } = this
    const path = this.path({ stages })
    const { initiator, circuit } = path
    scene.neighbour.say(path)
    const isOf = (one: CircuitName): boolean => one.circuit === circuit
    this.need(await scene.until(() => scene.neighbour.of('RESV').some(isOf)), 'PATH is accepted')
    scene.neighbour.say({ type: 'RESV_CONF', initiator, circuit })
    return { initiator, circuit, label: scene.neighbour.of('RESV').findLast(isOf)?.label ?? 0 }
  }

  // ---- requests ----

  /** The head-end's application asks for pairs; where the node is the tail-end, it hears of that by FORWARD. */
  async request(name: Opened, fields: Partial<CircuitRequest> = {}, test = false): Promise<Asked> {
    const { scene } = this
    const wish = { ...CIRCUIT_REQUEST, ...fields }
    if (scene.isHead) {
      const before = scene.neighbour.of('FORWARD').length
      const { code, request } = await this.requested(name, wish)
      this.need(code === 0, 'a request that can be served is taken')
      this.need((await this.heard('FORWARD', before + 1)).length > before, 'FORWARD goes out')
      return { name, request, wish }
    }
    this.#request += 1
    const forward = this.forward(name, this.#request, wish, test)
    scene.neighbour.say(forward)
    await scene.pass(4 * scene.link.peerDelay)
    return { name, request: this.#request, wish }
  }

  /** Has the application ask for pairs of a circuit. Returns what it was answered at once. */
  async requested(
    { initiator, circuit }: CircuitName,
    fields: Partial<CircuitRequest>
  ): Promise<{ readonly code: number; readonly request: number }> {
    const { scene } = this
    const before = scene.answered('requested').length
    await scene.stage.ask({ type: 'request', initiator, circuit, request: { ...CIRCUIT_REQUEST, ...fields } })
    const requested = scene.answered('requested')
    this.must('HAR-060', requested.length === before + 1, 'request is answered at once')
    return requested.at(-1) ?? { code: -1, request: 0 }
  }

  forward({ initiator, circuit }: CircuitName, request: number, wish: CircuitRequest, test = false) {
    const { kind, number, early, raw, originator, responder } = wish
    const measurements = { originator: measurementOf(originator), responder: measurementOf(responder) }
    const forward: Omit<Forward, 'session' | 'peerSession' | 'serial' | 'expected'> = {
      type: 'FORWARD',
      initiator,
      circuit,
      request,
      kind: KIND_CODES[kind],
      number,
      early,
      raw,
      test,
      ...measurements
    }
    return forward
  }

  // ---- pairs ----

  /**
   * A further pair of a circuit comes on the link. At the head-end it comes by itself, as long as it is asked for.
   *
   * @param requirement that is broken where none comes
   */
  async half({ label }: Opened, requirement?: string): Promise<Half> {
    const { scene } = this
    const { halves, peer } = scene
    if (!scene.isHead) peer.create(1, { purpose: label, minimumFidelity: MINIMUM })
    for (;;) {
      const hasCome = await scene.until(() => halves.all.length > this.#taken)
      if (requirement !== undefined) this.must(requirement, hasCome, 'there is room for a further pair')
      this.need(hasCome, 'a pair comes')
      // What the end does of its own accord, it has done by then.
      await scene.pass(6 * scene.link.peerDelay)
      const half = halves.all[this.#taken] as Half
      this.#taken += 1
      // The link may make more pairs than a head-end needs.
      if (!scene.isHead || !this.expiredByEnd(half)) return half
    }
  }
  #taken = 0

  /** Whatever has come until now is nothing that the test goes on with. */
  skipHalves(): void {
    this.#taken = this.scene.halves.all.length
  }

  /** The other end has its half, and says so, as it must: its TRACK comes. */
  async track(half: Half, { name, request, wish }: Asked): Promise<void> {
    const isFree = wish.kind !== 'measure' && !wish.early
    this.scene.far.track(half, name, this.scene.isHead && isFree ? 0 : request)
    await this.scene.pass(6 * this.scene.link.peerDelay)
  }

  /** A pair that is handed over, tracked. */
  async pair(
    asked: Asked,
    bellIndex?: number,
    requirement?: string
  ): Promise<{ readonly half: Half; readonly pair: CircuitPair }> {
    const { scene } = this
    const half = await this.half(asked.name, requirement)
    scene.far.join(half, bellIndex)
    await this.track(half, asked)
    this.need(await scene.until(() => half.delivered !== undefined), 'it is handed over')
    return { half, pair: half.delivered as CircuitPair }
  }

  /** A request is over: at the tail-end COMPLETE comes. A kept half of it is given back. */
  async complete({ name, request }: Asked, half?: Half): Promise<void> {
    const { scene } = this
    const { initiator, circuit } = name
    const pair = half?.delivered
    if (pair !== undefined && pair.qubit >= 0) await scene.stage.ask({ type: 'return', pair: pair.pair })
    if (!scene.isHead) scene.neighbour.say({ type: 'COMPLETE', initiator, circuit, request, reason: 0 })
    await scene.pass(A_WHILE)
  }

  /** The node's application gives a pair back. */
  async giveBack({ pair }: CircuitPair): Promise<void> {
    await this.scene.stage.ask({ type: 'return', pair })
  }

  /** The TRACK that the end has sent for a half. */
  trackOf(half: Half): Track | undefined {
    return this.scene.neighbour
      .of('TRACK')
      .find(({ epoch, sequence }) => epoch === half.epoch && sequence === half.sequence)
  }

  /** Whether the end has said that a half is void. */
  expiredByEnd(half: Half): boolean {
    return this.scene.neighbour
      .of('PAIR_EXPIRE')
      .some(({ epoch, sequence }) => epoch === half.epoch && sequence === half.sequence)
  }
}
