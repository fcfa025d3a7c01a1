import type { DeviceCommand, QuantumDevice } from '@bellwire/device'
import type { NodeTrace } from './node-trace.js'

/** Passes commands on to a device and writes each into the trace. */
export class TracedDevice implements Pick<QuantumDevice, 'execute'> {
  constructor(
    private readonly device: QuantumDevice,
    private readonly trace: NodeTrace
  ) {}

  execute(command: DeviceCommand): void {
    this.trace.command(command)
    this.device.execute(command)
  }
}
