import { ErrorCode, type OrderedFrame, RequestKind } from '@bellwire/wire'
import type { Said } from '../../roles/repeater/neighbour.js'
import type { Arm, RepeaterScene } from '../../roles/repeater/repeater-scene.js'
import { LABEL, type RepeaterTest } from '../../roles/repeater/repeater-test.js'
import type { Driver } from '../walk.js'

/** Far longer than any frame is under way, and far shorter than a circuit lives, nanoseconds. */
const A_WHILE = 2_000_000

/** Of a circuit, milliseconds; and longer than a node waits for RESV, nanoseconds. */
const LIFETIME = 5000
const PATIENCE = 60_000_000_000

const Z = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }
const WISH = { kind: RequestKind.KEEP, number: 9, early: false, raw: true, test: false, originator: Z, responder: Z }

type FrameOf<Type extends OrderedFrame['type']> = Extract<OrderedFrame, { readonly type: Type }>

/** One circuit after the other at the inner node under test (spec/machines/circuit-at-inner-node.json). */
export class CircuitDriver implements Driver {
  /** The circuit, or the last one, and the one that was asked for last. */
  #circuit = 1
  #asked = 1
  #request = 0
  /** How much the neighbours upstream and downstream had heard before the last event. */
  #before: readonly [number, number] = [0, 0]

  constructor(private readonly test: RepeaterTest) {
    // What comes of requests is not what this is about.
    for (const { station } of test.scene.arms) station.luck = () => undefined
  }

  async begin(): Promise<void> {
    const { up } = this.#scene
    // Where a walk ends, a circuit may stand.
    this.#say(up, { type: 'TEAR', ...this.#name, reason: ErrorCode.UNSPECIFIED })
    await this.#scene.pass(A_WHILE)
  }

  readonly events: Driver['events'] = {
    asks: (state) => {
      if (state === 'none') this.#circuit = this.#asked += 1
      return this.#comes(this.#scene.up, this.#path({ circuit: this.#circuit }))
    },
    'asks-too-much': () => this.#asksFor({ minimumFidelity: 65_535 }),
    'asks-astray': () => this.#asksFor({ link: 99 }),
    reserves: () => this.#comes(this.#scene.down, this.#resv),
    'reserves-from-upstream': () => this.#comes(this.#scene.up, this.#resv),
    confirms: () => this.#comes(this.#scene.up, { type: 'RESV_CONF', ...this.#name }),
    'confirms-from-downstream': () => this.#comes(this.#scene.down, { type: 'RESV_CONF', ...this.#name }),
    requests: () => this.#comes(this.#scene.up, this.#forward()),
    'requests-from-downstream': () => this.#comes(this.#scene.down, this.#forward()),
    fails: () => this.#comes(this.#scene.down, this.#error),
    'fails-from-upstream': () => this.#comes(this.#scene.up, this.#error),
    closes: () => this.#comes(this.#scene.up, this.#tear(ErrorCode.UNSPECIFIED)),
    'closes-from-downstream': () => this.#comes(this.#scene.down, this.#tear(ErrorCode.UNSPECIFIED)),
    'breaks-from-downstream': () => this.#comes(this.#scene.down, this.#tear(ErrorCode.OTHER)),
    'set-up-time': () => this.#passes(PATIENCE),
    lifetime: () => this.#passes(1_500_000 * LIFETIME),
    'upstream-anew': () => this.#anew(this.#scene.up),
    'downstream-anew': () => this.#anew(this.#scene.down)
  }

  readonly reactions: Driver['reactions'] = {
    'passes-path': async () => this.#isOne(this.#down('PATH')),
    'reserves-not': async () => this.#up('RESV').length === 0,
    'passes-reservation': async () =>
      this.#isOne(this.#up('RESV')) && this.#up('RESV').every(({ label, window }) => label >= 0x8000 && window > 0),
    'confirms-not': async () => this.#down('RESV_CONF').length === 0,
    'passes-confirmation': async () => this.#isOne(this.#down('RESV_CONF')),
    'passes-request': async () =>
      this.#isOne(this.#down('FORWARD')) && this.#down('FORWARD')[0]?.request === this.#request,
    'refuses-unmet': async () => this.#refuses(ErrorCode.UNSUPP),
    'refuses-astray': async () => this.#refuses(ErrorCode.CREATE),
    'says-where': async () => this.#up('CIRCUIT_ERR').every(({ node }) => node === this.#scene.repeater),
    tears: async () => this.#isOne(this.#down('TEAR')) && this.#down('TEAR')[0]?.reason === ErrorCode.OTHER,
    'tells-downstream': async () => this.#isOne(this.#down('TEAR')) && this.#heard(0).length === 0,
    'tells-downstream-too': async () => this.#isOne(this.#down('TEAR')),
    'tells-upstream-why': async () => this.#errs(ErrorCode.NORES, this.#scene.down.peer.node),
    'tells-upstream-closed': async () =>
      this.#isOne(this.#up('TEAR')) &&
      this.#up('TEAR')[0]?.reason === ErrorCode.UNSPECIFIED &&
      this.#heard(1).length === 0,
    'tells-upstream-broken': async () => this.#errs(ErrorCode.OTHER),
    'gives-up': async () => {
      const [error] = this.#up('CIRCUIT_ERR')
      return error?.reason === ErrorCode.TIMEOUT && error.node === this.#scene.repeater && this.#isOne([error])
    }
  }

  done(): string | undefined {
    const [first] = [...this.#heard(0), ...this.#heard(1)]
    return first?.type
  }

  /** Both neighbours have a session again. */
  async tidy(): Promise<void> {
    const { scene } = this.test
    const isMet = (): boolean => scene.arms.every(({ neighbour }) => neighbour.peerSession > 0)
    this.test.need(await scene.until(isMet, PATIENCE), 'both neighbours have a session')
    await scene.pass(A_WHILE)
  }

  /** Another circuit can be set up. */
  async serves(): Promise<boolean> {
    await this.begin()
    await this.events['asks']?.('none')
    await this.events['reserves']?.('asked')
    return this.#isOne(this.#up('RESV'))
  }

  get #scene(): RepeaterScene {
    return this.test.scene
  }

  get #name(): { readonly initiator: number; readonly circuit: number } {
    return this.#scene.circuit(this.#circuit)
  }

  get #resv(): Said {
    return { type: 'RESV', ...this.#name, label: LABEL + this.#circuit, window: 4 }
  }

  get #error(): Said {
    return { type: 'CIRCUIT_ERR', ...this.#name, node: this.#scene.down.peer.node, reason: ErrorCode.NORES }
  }

  #tear(reason: number): Said {
    return { type: 'TEAR', ...this.#name, reason }
  }

  #forward(): Said {
    this.#request += 1
    return { type: 'FORWARD', ...this.#name, request: this.#request, ...WISH }
  }

  #path(fields: Parameters<RepeaterScene['path']>[0]): Said {
    return this.#scene.path({ lifetime: LIFETIME, ...fields })
  }

  /** PATH of a circuit that there is not, with a next link of which something is otherwise. */
  async #asksFor(fields: { readonly minimumFidelity?: number; readonly link?: number }): Promise<void> {
    this.#asked += 1
    const hops = this.#scene.path().hops.map((hop, index) => (index === 1 ? { ...hop, ...fields } : hop))
    await this.#comes(this.#scene.up, this.#path({ circuit: this.#asked, hops }))
  }

  #mark(): void {
    const { up, down } = this.#scene
    this.#before = [up.neighbour.heard.length, down.neighbour.heard.length]
  }

  #say({ neighbour, peer }: Arm, said: Said): void {
    if (said.type === 'RESV') peer.purposes.add(said.label)
    this.#mark()
    neighbour.say(said)
  }

  async #comes(arm: Arm, said: Said): Promise<void> {
    this.#say(arm, said)
    await this.#scene.pass(A_WHILE)
  }

  /** Time passes, until it is too much for the node. */
  async #passes(time: number): Promise<void> {
    this.#mark()
    await this.#scene.until(() => this.#up('CIRCUIT_ERR').length > 0, time)
    await this.#scene.pass(A_WHILE)
  }

  async #anew({ neighbour }: Arm): Promise<void> {
    this.#mark()
    neighbour.anew(1 + this.#scene.random.below(2 ** 31))
    await this.#scene.until(() => neighbour.peerSession > 0, PATIENCE)
    await this.#scene.pass(A_WHILE)
  }

  /** What a neighbour has heard of circuits since the last event: 0 upstream, 1 downstream. */
  #heard(side: 0 | 1): readonly OrderedFrame[] {
    const heard = this.#scene.arms[side].neighbour.heard.slice(this.#before[side])
    return heard.filter(({ type }) => type !== 'ADVERTISEMENT')
  }

  #up<Type extends OrderedFrame['type']>(type: Type): readonly FrameOf<Type>[] {
    return this.#heard(0).filter((frame): frame is FrameOf<Type> => frame.type === type)
  }

  #down<Type extends OrderedFrame['type']>(type: Type): readonly FrameOf<Type>[] {
    return this.#heard(1).filter((frame): frame is FrameOf<Type> => frame.type === type)
  }

  /** Whether there is one, and it is about the circuit. */
  #isOne(frames: readonly OrderedFrame[]): boolean {
    const [frame] = frames
    return frames.length === 1 && frame !== undefined && 'circuit' in frame && frame.circuit === this.#circuit
  }

  #refuses(reason: number): boolean {
    const errors = this.#up('CIRCUIT_ERR')
    const isIt = errors.length === 1 && errors[0]?.circuit === this.#asked && errors[0].reason === reason
    return isIt && this.#down('PATH').length === 0
  }

  /** @param node where the circuit ended; not given: any */
  #errs(reason: number, node?: number): boolean {
    const [error] = this.#up('CIRCUIT_ERR')
    const isIt = error?.reason === reason && (node === undefined || error.node === node)
    return isIt && this.#isOne(this.#up('CIRCUIT_ERR')) && this.#heard(1).length === 0
  }
}
