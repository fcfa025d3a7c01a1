import type { Nanoseconds } from '@bellwire/runtime'
import type { Channel } from '@bellwire/transport'
import type { SimulatedNetwork } from '../../network/simulated-network.js'
import type { RunCollector } from '../../report/index.js'
import type { FaultInput } from '../schema/fault.js'
import { wireNumbers } from '../network/wire-numbers.js'
import type { Scenario } from '../schema/scenario.js'

/** Told of nodes whose process dies, once it has, and of those whose process is back. */
export interface NodeFaultListener {
  crashed(node: string): void
  recovered(node: string): void
}

/** Has everything that a scenario's faults say happen at its time. */
export function playFaults(
  scenario: Scenario,
  network: SimulatedNetwork,
  collector: RunCollector,
  programs: NodeFaultListener
): void {
  const numbers = wireNumbers(scenario)
  const numberOf = (name: string): number => numbers.get(name) as number
  const at = (time: Nanoseconds, place: string, what: string, act: () => void): void => {
    if (time > scenario.duration) return
    network.clock.at(time, {
      run: () => {
        collector.fault(network.clock.now(), place, what)
        network.recorder?.record({ kind: 'fault', at: place, fault: what })
        act()
      }
    })
  }
  for (const fault of scenario.faults ?? []) {
    switch (fault.kind) {
      case 'partition': {
        const [one, other] = [numberOf(fault.between[0]), numberOf(fault.between[1])]
        const place = fault.between.join('-')
        at(fault.at, place, 'partition', () => network.network.partition(one, other, true))
        if (fault.until !== undefined)
          at(fault.until, place, 'heal', () => network.network.partition(one, other, false))
        break
      }
      case 'channel': {
        const [one, other] = [numberOf(fault.between[0]), numberOf(fault.between[1])]
        const changes = changesOf(fault)
        at(fault.at, fault.between.join('-'), 'channel', () => {
          network.network.configure(one, other, changes)
          network.network.configure(other, one, changes)
        })
        break
      }
      case 'restart':
        at(fault.at, fault.node, 'restart', () => {
          network.node(fault.node).restart()
          programs.crashed(fault.node)
          programs.recovered(fault.node)
        })
        break
      case 'crash':
        at(fault.at, fault.node, 'crash', () => {
          network.node(fault.node).crash()
          programs.crashed(fault.node)
        })
        at(fault.until, fault.node, 'recover', () => {
          network.node(fault.node).recover()
          programs.recovered(fault.node)
        })
        break
      case 'restart-station':
        at(fault.at, fault.station, 'restart', () => network.startStation(fault.station))
        break
    }
  }
}

function changesOf(fault: Extract<FaultInput, { kind: 'channel' }>): Partial<Channel> {
  const { kind: _kind, between: _between, at: _at, ...changes } = fault
  return changes
}
