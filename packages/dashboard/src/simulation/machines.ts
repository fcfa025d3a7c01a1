import { DIALOGUE_MACHINES, QKD_MACHINES, TELEPORTATION_MACHINES } from '@bellwire/application-layer'
import { LINK_LAYER_MACHINES } from '@bellwire/link-layer'
import { ADJACENCY_MACHINES, NETWORK_LAYER_MACHINES, ROUTING_MACHINES } from '@bellwire/network-layer'
import {
  attemptMachine,
  heraldingMachine,
  lifeMachine,
  maintenanceMachine,
  registrationMachine,
  sessionMachine,
  switchingMachine,
  synchronisationMachine,
  wantingMachine
} from '@bellwire/physical-layer'
import { describe, type MachineDescription, type Machines } from '@bellwire/statechart'

const LAYERS = {
  physical: {
    session: sessionMachine,
    attempt: attemptMachine,
    life: lifeMachine,
    maintenance: maintenanceMachine,
    synchronisation: synchronisationMachine,
    wanting: wantingMachine
  },
  link: LINK_LAYER_MACHINES,
  network: { ...ADJACENCY_MACHINES, ...ROUTING_MACHINES, ...NETWORK_LAYER_MACHINES },
  application: { ...DIALOGUE_MACHINES, ...QKD_MACHINES, ...TELEPORTATION_MACHINES },
  station: { registration: registrationMachine, heralding: heraldingMachine, switching: switchingMachine }
} satisfies Record<string, Machines>

/** Every machine of the stack as it is defined, by layer and table: 'link/pair'. */
export function stackMachines(): Record<string, MachineDescription> {
  return Object.fromEntries(
    Object.entries(LAYERS).flatMap(([layer, machines]) =>
      Object.entries(machines).map(([table, machine]) => [`${layer}/${table}`, describe(machine)] as const)
    )
  )
}
