import type { DeviceCapabilities, DeviceCommand, DeviceResult, HardwareNotice, QuantumDevice } from '../src/index.js'

/** Hardware that does what a test says and writes down what it is told. */
export class ScriptedDevice implements QuantumDevice {
  readonly told: (DeviceCommand | 'reset')[] = []
  listener: (result: DeviceResult) => void = () => undefined
  watcher: (notice: HardwareNotice) => void = () => undefined
  /** Called with every command: may answer, or throw. */
  obey: (command: DeviceCommand) => void = () => undefined

  constructor(readonly capabilities: DeviceCapabilities) {}

  execute(command: DeviceCommand): void {
    this.obey(command)
    this.told.push(command)
  }

  listen(listener: (result: DeviceResult) => void): void {
    this.listener = listener
  }

  watch(watcher: (notice: HardwareNotice) => void): void {
    this.watcher = watcher
  }

  reset(): void {
    this.told.push('reset')
  }
}
