import type { HeraldingDevice, StationCommand, StationResult } from '@bellwire/device'
import type { Clock, RandomStream } from '@bellwire/runtime'

type Lie =
  | { readonly kind: 'false herald'; readonly fraction: number }
  | { readonly kind: 'false Bell state'; readonly fraction: number; readonly error: 1 | 2 | 3 }

/** How often something false was told, and how often the truth. */
export interface Told {
  lies: number
  truths: number
}

/** A station whose heralds are partly made up: of photons that it never looked at, or of another Bell state than was found. */
export class LyingStation implements HeraldingDevice {
  readonly #device: HeraldingDevice
  readonly #clock: Clock
  readonly #lie: Lie
  readonly #draws: RandomStream
  readonly #told: Told
  #tell: (result: StationResult) => void = () => undefined
  /** By link: counts what a claim under way would be outdated by. */
  readonly #claims = new Map<number, number>()

  constructor(device: HeraldingDevice, clock: Clock, lie: Lie, draws: RandomStream, told: Told) {
    this.#device = device
    this.#clock = clock
    this.#lie = lie
    this.#draws = draws
    this.#told = told
  }

  get switch() {
    return this.#device.switch
  }

  execute(command: StationCommand): void {
    if (command.type === 'connect') {
      this.#device.execute(command)
      return
    }
    const claim = (this.#claims.get(command.link) ?? 0) + 1
    this.#claims.set(command.link, claim)
    const { kind, fraction } = this.#lie
    if (command.type !== 'observe' || kind !== 'false herald' || !this.#draws.bernoulli(fraction)) {
      this.#device.execute(command)
      return
    }
    const { link, firstSlot: slot, arrival } = command
    this.#device.execute({ type: 'close', link })
    this.#clock.at(arrival, {
      run: () => {
        if (this.#claims.get(link) !== claim) return
        this.#told.lies += 1
        this.#tell({ type: 'detected', link, slot, offset: 0, bellIndex: 0 })
      }
    })
  }

  listen(listener: (result: StationResult) => void): void {
    this.#tell = listener
    this.#device.listen((result) => listener(result.type === 'detected' ? this.#passed(result) : result))
  }

  reset(): void {
    for (const [link, claim] of this.#claims) this.#claims.set(link, claim + 1)
    this.#device.reset()
  }

  #passed(result: Extract<StationResult, { type: 'detected' }>): StationResult {
    const lie = this.#lie
    if (lie.kind === 'false Bell state' && this.#draws.bernoulli(lie.fraction)) {
      this.#told.lies += 1
      return { ...result, bellIndex: result.bellIndex ^ lie.error }
    }
    this.#told.truths += 1
    return result
  }
}
