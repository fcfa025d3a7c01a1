import type { Nanoseconds, VirtualClock } from '@bellwire/runtime'
import type { Channel } from '@bellwire/transport'
import type { FaultInput } from '../schema/fault.js'
import type { Scenario } from '../schema/scenario.js'
import type { ScenarioFaults } from './scenario-faults.js'

/** Has everything that a scenario's faults say happen at its time. */
export function playFaults(scenario: Scenario, clock: VirtualClock, faults: ScenarioFaults): void {
  const at = (time: Nanoseconds, act: () => void): void => {
    if (time <= scenario.duration) clock.at(time, { run: act })
  }
  for (const fault of scenario.faults ?? []) {
    switch (fault.kind) {
      case 'partition': {
        const [one, other] = fault.between
        at(fault.at, () => faults.partition(one, other, true))
        if (fault.until !== undefined) at(fault.until, () => faults.partition(one, other, false))
        break
      }
      case 'channel':
        at(fault.at, () => faults.channel(...fault.between, changesOf(fault)))
        break
      case 'restart':
        at(fault.at, () => faults.restart(fault.node))
        break
      case 'crash':
        at(fault.at, () => faults.crash(fault.node))
        at(fault.until, () => faults.recover(fault.node))
        break
      case 'restart-station':
        at(fault.at, () => faults.restartStation(fault.station))
        break
    }
  }
}

function changesOf(fault: Extract<FaultInput, { kind: 'channel' }>): Partial<Channel> {
  const { kind: _kind, between: _between, at: _at, ...changes } = fault
  return changes
}
