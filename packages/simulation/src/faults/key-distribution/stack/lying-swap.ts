import type { DeviceCapabilities, DeviceCommand, DeviceResult, QuantumDevice } from '@bellwire/device'
import type { RandomStream } from '@bellwire/runtime'
import type { Told } from './lying-station.js'

interface Lie {
  readonly fraction: number
  readonly error: 1 | 2 | 3
}

/** The hardware of a node in the middle that tells another outcome of a part of its Bell measurements. */
export class LyingSwap implements QuantumDevice {
  readonly #device: QuantumDevice
  readonly #lie: Lie
  readonly #draws: RandomStream
  readonly #told: Told

  constructor(device: QuantumDevice, lie: Lie, draws: RandomStream, told: Told) {
    this.#device = device
    this.#lie = lie
    this.#draws = draws
    this.#told = told
  }

  get capabilities(): DeviceCapabilities {
    return this.#device.capabilities
  }

  execute(command: DeviceCommand): void {
    this.#device.execute(command)
  }

  listen(listener: (result: DeviceResult) => void): void {
    this.#device.listen((result) => {
      if (result.type !== 'swapped') return listener(result)
      const lies = this.#draws.bernoulli(this.#lie.fraction)
      this.#told[lies ? 'lies' : 'truths'] += 1
      listener(lies ? { ...result, outcome: (result.outcome ^ this.#lie.error) as 0 | 1 | 2 | 3 } : result)
    })
  }

  reset(): void {
    this.#device.reset()
  }
}
