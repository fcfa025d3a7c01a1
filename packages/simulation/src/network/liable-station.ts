import type { HeraldingDevice, StationCommand, StationResult } from '@bellwire/device'

/** Told for the Bell state that was found: its phase is another one. */
const FALSE_PHASE = 2

/** A station's hardware that tells the truth until it is asked to lie. Then every herald announces a false Bell state. */
export class LiableStation implements HeraldingDevice {
  lying = false

  constructor(private readonly device: HeraldingDevice) {}

  get switch() {
    return this.device.switch
  }

  execute(command: StationCommand): void {
    this.device.execute(command)
  }

  listen(listener: (result: StationResult) => void): void {
    this.device.listen((result) => {
      const isFalse = this.lying && result.type === 'detected'
      listener(isFalse ? { ...result, bellIndex: result.bellIndex ^ FALSE_PHASE } : result)
    })
  }

  reset(): void {
    this.device.reset()
  }
}
