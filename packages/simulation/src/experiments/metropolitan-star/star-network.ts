import type { PairDelivered } from '@bellwire/link-layer'
import type { LinkService } from '@bellwire/node'
import { type DlczLinkParameters, fibreDelay, operatingPointsOf, rb87Parameters as rb87 } from '@bellwire/physics'
import { NANOSECONDS_PER_SECOND } from '@bellwire/runtime'
import type { SwitchDescription } from '../../network/description.js'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { LinkWaits } from '../../scenario/run/link-waits.js'
import { ExperimentError } from '../errors.js'
import { Mean } from '../mean.js'
import type { RunStatistics } from '../statistics.js'
import { MeasuredMemories } from './measured-memories.js'

/** Half-width of the station's gate for arrivals, and length of a gate, nanoseconds. */
const GUARD = 100
const WINDOW = 400

/** Rounds that are asked for at a time in one basis; the next are asked for meanwhile. */
const ROUNDS_AT_A_TIME = 100
const BASES = ['Z', 'X', 'Y'] as const

/** Light in the fibre: the paper's text has neither lengths nor velocities, so that the delay is assumed. */
const VELOCITY = 2.042e8

export interface StarSetup {
  readonly nodes: readonly string[]
  /** Of a link, by the names of its nodes. */
  readonly link: (a: string, b: string) => DlczLinkParameters
  /** Absent: every link is served always. */
  readonly switch?: SwitchDescription
  /** Pairs that a link asks for at a time; 0: it does not ask. Default: as many as it can get, basis by basis. */
  readonly demand?: (index: number) => number
}

/** One link of the star as its station and the two laboratories see it. */
export class StarLink {
  readonly waits = new LinkWaits()
  readonly memories = new MeasuredMemories()
  /** Heralds in each turn in which it was served, and in each turn. */
  readonly perServedTurn = new Mean()
  readonly perTurn = new Mean()
  readonly #open = new Map<string, PairDelivered>()
  #served = false
  #inTurn = 0
  complete = 0

  constructor(
    readonly a: string,
    readonly b: string
  ) {}

  /** Another turn begins. */
  turn(served: boolean, first: boolean, now: number): void {
    if (!first) {
      this.perTurn.add(this.#inTurn)
      if (this.#served) this.perServedTurn.add(this.#inTurn)
    }
    this.#served = served
    this.#inTurn = 0
    this.waits.turn(served, now)
  }

  heralded(now: number): void {
    this.#inTurn += 1
    this.waits.herald(now)
  }

  /** One end has a pair. */
  given(pair: PairDelivered, own: boolean): void {
    const name = `${pair.epoch}/${pair.sequence}`
    const other = this.#open.get(name)
    if (other === undefined) {
      this.#open.set(name, pair)
      return
    }
    this.#open.delete(name)
    this.complete += 1
    const [a, b] = own ? [pair, other] : [other, pair]
    const [outcomeA, outcomeB] = [a.outcome?.reveal(), b.outcome?.reveal()]
    if (outcomeA !== undefined && outcomeB !== undefined)
      this.memories.add(pair.bellIndex, pair.basis, outcomeA, outcomeB)
  }
}

/** Nodes with one memory each around a server, a link between every two; all that happens to the links is counted. */
export class StarNetwork {
  readonly network: SimulatedNetwork
  readonly links: readonly StarLink[]
  turns = 0
  /** [turn] index of the link that was served, -1 for none. */
  readonly served: number[] = []
  readonly #statistics: RunStatistics
  readonly #slot: number

  /** @throws ExperimentError LINK_DOWN */
  constructor(setup: StarSetup, seed: string, statistics: RunStatistics) {
    this.#statistics = statistics
    this.#slot = setup.switch?.slot ?? 0
    const { nodes } = setup
    this.links = nodes.flatMap((a, index) => nodes.slice(index + 1).map((b) => new StarLink(a, b)))
    this.network = new SimulatedNetwork(
      {
        // What the memories lose until they are read is in the retrieval efficiency.
        nodes: nodes.map((name) => ({ name, qubits: 1 })),
        stations: [{ name: 'server', ...(setup.switch && { switch: setup.switch }) }],
        links: this.links.map(({ a, b }) => linkOf(a, b, setup))
      },
      {
        seed,
        observer: statistics.frames,
        switches: {
          began: (_station, _turn, served) => {
            this.turns += 1
            this.served.push((served[0] ?? 0) - 1)
            this.links.forEach((link, index) => link.turn(served.includes(index + 1), this.turns === 1, this.#now))
          },
          wanted: (_station, link, demand) => this.links[link - 1]?.waits.wanted(demand, this.#now)
        }
      }
    )
    this.network.world.onHerald = ({ link }) => {
      statistics.heralded()
      this.links[link - 1]?.heralded(this.#now)
    }
    if (!this.network.settle()) throw new ExperimentError('LINK_DOWN', 'the links of the star did not come up')
    const demand = setup.demand ?? (() => ROUNDS_AT_A_TIME)
    this.links.forEach((link, index) => this.#ask(link, demand(index)))
  }

  get #now(): number {
    return this.network.clock.now()
  }

  /** Has a link measure without end, the same basis at both ends. */
  #ask(link: StarLink, number: number): void {
    const own = this.network.node(link.a).link(link.b)
    const other = this.network.node(link.b).link(link.a)
    other.accept(0)
    other.subscribe({ delivered: (pair) => link.given(pair, false) })
    own.subscribe({ delivered: (pair) => link.given(pair, true) })
    if (number > 0) askAgain(own, number)
  }

  /** Runs for so many turns. */
  run(turns: number): void {
    this.network.run(this.#now + turns * this.#slot)
    this.#finish()
  }

  /** Runs until the first link has so many pairs. */
  runUntil(pairs: number): void {
    const [link] = this.links
    this.network.run(Number.MAX_SAFE_INTEGER, () => link !== undefined && link.complete < pairs)
    this.#finish()
  }

  #finish(): void {
    this.#statistics.finished(
      this.network,
      this.links.reduce((sum, { complete }) => sum + complete, 0)
    )
  }
}

function askAgain(own: LinkService, number: number): void {
  let asked = 0
  const ask = (): void => {
    const basis = BASES[asked % BASES.length] as (typeof BASES)[number]
    asked += 1
    const answer = own.createDirect({
      kind: 'measure',
      number,
      minimumFidelity: 0.99 * own.maximumFidelity,
      raw: true,
      originator: { basis },
      responder: { basis }
    })
    if (answer.error !== 0) throw new ExperimentError('REQUEST_FAILED', `a request ended with code ${answer.error}`)
  }
  own.subscribe({
    delivered: ({ final }) => {
      if (final) ask()
    }
  })
  ask()
  ask()
}

/** How long light takes from a node to the server, nanoseconds. */
const starDelay = Math.round(
  fibreDelay({
    lengthKilometres: rb87.fibreLength.value,
    attenuationDecibelsPerKilometre: rb87.fibreAttenuation.value,
    groupVelocityMetresPerSecond: VELOCITY
  })
)

function linkOf(a: string, b: string, { link, switch: board }: StarSetup) {
  const { noiseClickProbability: noise, attemptsPerSecond, probePhotons: _, ...parameters } = link(a, b)
  const model = { kind: 'dlcz', parameters } as const
  return {
    a,
    b,
    station: 'server',
    delays: [starDelay, starDelay] as const,
    guard: GUARD,
    window: WINDOW,
    slotPeriod: Math.round(NANOSECONDS_PER_SECOND / attemptsPerSecond),
    model,
    noise,
    operatingPoints: operatingPointsOf(model, noise, [rb87.excitation.value]),
    // What is wanted need not be said again more than once a turn.
    ...(board && { timers: { greetingMaximum: board.slot } })
  }
}
