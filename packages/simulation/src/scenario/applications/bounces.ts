import type { BounceResult, BounceWays } from '@bellwire/application-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import type { BouncesInput } from '../schema/application.js'
import type { Ends } from './ends.js'
import { PlayedApplication } from './played-application.js'
import type { BouncesReport } from './report.js'
import { nodeOf } from './stage.js'

/** Benchmarks a way by qubits that are teleported to and fro. */
export class BouncesApplication extends PlayedApplication<BouncesInput> {
  readonly #ready: [Ends | undefined, Ends | undefined] = [undefined, undefined]
  #result: BounceResult | undefined

  protected override open(): void {
    for (const way of [0, 1] as const) {
      const ready = (ends: Ends): void => {
        this.#ready[way] = ends
        this.#begin()
      }
      this.share(ready, way)
    }
  }

  /** The runs are counted at the node that benchmarks. */
  override crashed(node: string): void {
    super.crashed(node)
    if (this.running && node === this.entry.from) this.end('LOST')
  }

  #begin(): void {
    const [outward, back] = this.#ready
    if (outward === undefined || back === undefined) return
    this.began()
    const ways = (side: 'from' | 'to'): BounceWays => ({ outward: outward[side], back: back[side] })
    const at = (side: 'from' | 'to') => nodeOf(this.stage, this.entry[side]).applications.characterisations
    const { lengths, repetitions } = this.entry
    at('to').reflect(ways('to'))
    at('from').benchmark(
      ways('from'),
      { lengths, repetitions },
      this.resultListener<BounceResult>((result) => (this.#result = result))
    )
  }

  override report(end: Nanoseconds): BouncesReport {
    const result = this.#result
    return {
      kind: 'bounces',
      ...this.head(end),
      points: result?.points ?? [],
      fits: result?.fits ?? null,
      fidelity: result?.fidelity ?? null,
      lost: result?.lost ?? 0
    }
  }
}
