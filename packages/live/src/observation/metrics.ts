import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'

/** A figure with the labels that it is told under. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}

/**
 * What a process counts and measures, for Prometheus: in a registry of its own, so that two processes' parts in one
 * program do not notice each other. Names begin with `bellwire_`, counters end with `_total`. Requirement MGT-014.
 */
export class Metrics {
  readonly #registry = new Registry()

  constructor() {
    // Processor time, memory, collection of garbage, and the delay of the event loop.
    collectDefaultMetrics({ register: this.#registry, prefix: 'bellwire_' })
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }

  /** Something that goes up and down, asked for when it is collected. */
  gauge(name: string, help: string, labelNames: readonly string[], samples: () => Iterable<Sample>): void {
    const gauge: Gauge = new Gauge({
      name: `bellwire_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [this.#registry],
      collect() {
        gauge.reset()
        for (const { labels = {}, value } of samples()) gauge.set(labels, value)
      }
    })
  }

  /** Something that is counted elsewhere, and only grows while the process lives. */
  total(name: string, help: string, labelNames: readonly string[], samples: () => Iterable<Sample>): void {
    const counter: Counter = new Counter({
      name: `bellwire_${name}_total`,
      help,
      labelNames: [...labelNames],
      registers: [this.#registry],
      collect() {
        counter.reset()
        for (const { labels = {}, value } of samples()) counter.inc(labels, value)
      }
    })
  }

  /** Something that is counted here. Returns what counts one more. */
  counter(name: string, help: string, labelNames: readonly string[]): (labels: Record<string, string>) => void {
    const registers = [this.#registry]
    const counter = new Counter({ name: `bellwire_${name}_total`, help, labelNames: [...labelNames], registers })
    return (labels) => counter.inc(labels)
  }
}
