import type { SimulatedNetwork } from '../../network/simulated-network.js'
import type { ListRecorder } from '../list-recorder.js'
import type { SoakApplication } from './applications/soak-application.js'
import type { NetworkFault } from './plan.js'

/** Does to a network what a plan says, and puts it right again. */
export class Injection {
  readonly #network: SimulatedNetwork
  readonly #recorder: ListRecorder
  readonly #faults: readonly NetworkFault[]
  readonly #programs: Pick<SoakApplication, 'crashed' | 'recovered'>
  /** Nodes that have no process now. */
  readonly #crashed = new Set<string>()

  constructor(
    network: SimulatedNetwork,
    recorder: ListRecorder,
    faults: readonly NetworkFault[],
    programs: Pick<SoakApplication, 'crashed' | 'recovered'>
  ) {
    this.#programs = programs
    this.#network = network
    this.#recorder = recorder
    this.#faults = faults
  }

  /** Arms every fault that comes before a time. */
  arm(end: number): void {
    const { clock } = this.#network
    for (const fault of this.#faults) if (fault.at < end) clock.at(fault.at, { run: () => this.#act(fault) })
  }

  isCrashed(node: string): boolean {
    return this.#crashed.has(node)
  }

  #act(fault: NetworkFault): void {
    const { network, nodes } = this.#network
    const { type } = fault
    switch (type) {
      case 'channel':
        network.configure(fault.from, fault.to, fault.changes)
        return
      case 'cut':
      case 'heal':
        this.#record(`${type} ${fault.what}`, { directions: fault.directions.map(([a, b]) => `${a}>${b}`).join(' ') })
        for (const [from, to] of fault.directions) network.partitionDirection(from, to, type === 'cut')
        return
      case 'restartStation':
        this.#record(type, { station: fault.station })
        this.#network.startStation(fault.station)
        return
      case 'restart':
      case 'crash':
      case 'recover': {
        const { node } = fault
        if (this.#crashed.has(node) !== (type === 'recover')) return
        this.#record(type, { node })
        nodes.get(node)?.[type]()
        if (type !== 'recover') this.#programs.crashed(node)
        if (type !== 'crash') this.#programs.recovered(node)
        if (type === 'crash') this.#crashed.add(node)
        else this.#crashed.delete(node)
      }
    }
  }

  /** Channels are as they were, and every node has a process. */
  heal(): void {
    const { network } = this.#network
    for (const fault of this.#faults) {
      if (fault.type === 'channel')
        network.configure(fault.from, fault.to, { loss: 0, duplication: 0, jitter: 0, reordering: undefined })
      else if (fault.type === 'cut')
        for (const [from, to] of fault.directions) network.partitionDirection(from, to, false)
    }
    for (const node of this.#crashed) {
      this.#network.node(node).recover()
      this.#programs.recovered(node)
    }
    this.#crashed.clear()
    this.#record('over')
  }

  #record(fault: string, fields: Readonly<Record<string, string>> = {}): void {
    this.#recorder.record({ kind: 'fault', at: 'world', fault, fields })
  }
}
