import { DIALOGUE_MACHINES, QKD_MACHINES, TELEPORTATION_MACHINES } from '@bellwire/application-layer'
import { KEY_MACHINES } from '@bellwire/key-store'
import { LINK_LAYER_MACHINES } from '@bellwire/link-layer'
import { ADJACENCY_MACHINES, NETWORK_LAYER_MACHINES } from '@bellwire/network-layer'
import {
  lifeMachine,
  maintenanceMachine,
  switchingMachine,
  synchronisationMachine,
  wantingMachine
} from '@bellwire/physical-layer'
import { toMermaid } from '@bellwire/statechart'
import { fileURLToPath } from 'node:url'
import { simplify } from './diagrams.mjs'
import { drawTable } from './machine-drawing.mjs'
import { readTables } from './machine-tables.mjs'

const { alarm: _alarm, pair: _pair, ...linkLayer } = LINK_LAYER_MACHINES
const { acknowledgement: _acknowledgement, ...adjacency } = ADJACENCY_MACHINES
const { request: networkRequest, ...networkLayer } = NETWORK_LAYER_MACHINES

/**
 * The machines that the specification draws, but those that it has tables of. An alarm, or what holds an acknowledgement back,
 * is a timer and nothing else.
 */
const machines = {
  synchronisation: synchronisationMachine,
  life: lifeMachine,
  maintenance: maintenanceMachine,
  switching: switchingMachine,
  wanting: wantingMachine,
  ...linkLayer,
  ...adjacency,
  ...networkLayer,
  'network-request': networkRequest,
  ...DIALOGUE_MACHINES,
  ...QKD_MACHINES,
  ...KEY_MACHINES,
  ...TELEPORTATION_MACHINES
}

/**
 * Every machine as the specification shows it, by name: those that it has a table of as the table says, the others as those
 * of the reference.
 *
 * @returns {Map<string, string>}
 */
export function drawMachines() {
  const tables = readTables(fileURLToPath(new URL('../..', import.meta.url)))
  return new Map([
    ...Object.entries(machines).map(([name, machine]) => /** @type {const} */ ([name, simplify(toMermaid(machine))])),
    ...tables.map(({ machine }) => /** @type {const} */ ([machine.machine, drawTable(machine)]))
  ])
}
