import { pairFidelity } from '@bellwire/quantum'
import type { Nanoseconds } from '@bellwire/runtime'
import { measuredRound, OutcomeTally } from '../run/outcomes.js'
import { choiceOf } from '../run/request-player.js'
import { TimeTally } from '../run/tallies.js'
import type { SocketInput } from '../schema/application.js'
import { MeanTally } from '../run/mean-tally.js'
import { overOf } from './over.js'
import { pairKey } from '../../programs/pair-names.js'
import { PlayedApplication } from './played-application.js'
import { failureOf, type PairsWish, type ProgramPair, type ProgramPairs, programPairs } from './program-pairs.js'
import type { SocketReport } from './report.js'
import { nodeOf } from './stage.js'

/** After a failure the program asks anew, after this. */
const PAUSE: Nanoseconds = 1_000_000_000
/** A kept pair whose other half does not come is given back after this. */
const PATIENCE: Nanoseconds = 1_000_000_000

interface Half {
  readonly pair: ProgramPair
  readonly side: 0 | 1
}

/** Creates pairs at one node and receives them at the other, to keep or to measure them. */
export class SocketApplication extends PlayedApplication<SocketInput> {
  readonly #outcomes = new OutcomeTally()
  readonly #latency = new TimeTally()
  readonly #estimated = new MeanTally()
  readonly #true = new MeanTally()
  /** Halves whose other half has not come, by the pair's name. */
  readonly #halves = new Map<string, Half>()
  readonly #counts: [number, number] = [0, 0]

  protected override open(): void {
    const { stage, entry } = this
    const { programs } = stage
    const pairs = programPairs(stage, entry, this.index, wishOf(entry))
    for (const [own, other] of [
      [entry.from, entry.to],
      [entry.to, entry.from]
    ] as const) {
      const node = nodeOf(stage, own)
      const told = { delivered: programs.call, failed: programs.call }
      if (overOf(stage.scenario, entry).kind === 'link') node.link(other).subscribe(told)
      else {
        const { delivered } = told
        node.network.subscribe({ delivered, requestEnded: programs.call, connectionChanged: programs.call })
      }
    }
    this.began()
    programs.begin(() => this.#receive(pairs))
    programs.begin(() => this.#create(pairs))
  }

  async #create(pairs: ProgramPairs): Promise<void> {
    while (!this.over) {
      const asked = this.now
      try {
        for await (const pair of pairs.create(this.entry.number - this.#counts[0])) {
          this.#latency.add(this.now - asked)
          this.#estimated.add(pair.fidelity)
          this.#got({ pair, side: 0 })
        }
        if (this.#counts[0] >= this.entry.number) this.#finish(pairs)
      } catch (error) {
        const { name, hopeless } = failureOf(error)
        this.noteError(name)
        if (hopeless) this.end(name)
        else await this.#pause()
      }
    }
  }

  /** What is on its way, or held, may still be. */
  #finish(pairs: ProgramPairs): void {
    this.end()
    this.#at(PATIENCE + this.#holding, () => pairs.close())
  }

  get #holding(): Nanoseconds {
    return this.entry.kind === 'keep' ? (this.entry.hold ?? 0) : 0
  }

  async #receive(pairs: ProgramPairs): Promise<void> {
    for await (const pair of pairs.receive()) this.#got({ pair, side: 1 })
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const goOn = (): void => {
        resolve()
        this.stage.programs.call()
      }
      this.after(PAUSE, goOn)
    })
  }

  #got(half: Half): void {
    this.#counts[half.side] += 1
    const key = pairKey(half.pair.name)
    const other = this.#halves.get(key)
    if (other === undefined || other.side === half.side) {
      this.#halves.set(key, half)
      if (half.pair.qubit >= 0) this.#at(PATIENCE, () => this.#giveUp(key, half))
      return
    }
    this.#halves.delete(key)
    const [own, peer] = half.side === 0 ? [half, other] : [other, half]
    const round = measuredRound(own.pair, peer.pair)
    if (round !== null) this.#outcomes.add(round)
    if (own.pair.qubit >= 0 && peer.pair.qubit >= 0) this.#hold(own, peer)
  }

  #hold(own: Half, peer: Half): void {
    const { oracle } = this.stage.network.world
    const [a, b] = [
      { node: this.entry.from, qubit: own.pair.qubit },
      { node: this.entry.to, qubit: peer.pair.qubit }
    ]
    this.#true.add(pairFidelity(oracle.state(a, b), own.pair.corrected ? 0 : own.pair.bellIndex))
    this.#at(this.#holding, () => {
      for (const { pair } of [own, peer]) pair.release()
    })
  }

  #giveUp(key: string, half: Half): void {
    if (this.#halves.get(key) !== half) return
    this.#halves.delete(key)
    half.pair.release()
  }

  /** Whether the application is over or not. */
  #at(delay: Nanoseconds, run: () => void): void {
    if (delay === 0) run()
    else this.stage.network.clock.at(this.now + delay, { run })
  }

  override report(end: Nanoseconds): SocketReport {
    const [created, received] = this.#counts
    return {
      kind: this.entry.kind,
      ...this.head(end),
      asked: this.entry.number,
      created,
      received,
      perSecond: this.perSecond(created, end),
      pairLatency: this.#latency.mean(),
      estimatedFidelity: this.#estimated.estimate()?.value ?? null,
      fidelityOracle: this.#true.estimate()?.value ?? null,
      errorRates: this.#outcomes.errorRates,
      correlators: this.#outcomes.correlators,
      chsh: this.#outcomes.chsh
    }
  }
}

const Z = { basis: 'Z' } as const

function wishOf(entry: SocketInput): PairsWish {
  switch (entry.kind) {
    case 'keep':
      return { kind: 'keep', bases: [Z, Z] }
    case 'chsh':
      return { kind: 'measure', bases: [{ random: 'XZ' }, { random: 'CHSH' }] }
    case 'measure': {
      const { from, to } = entry.bases ?? {}
      return {
        kind: 'measure',
        bases: [from === undefined ? Z : choiceOf(from), to === undefined ? Z : choiceOf(to)]
      }
    }
  }
}
