/**
 * The rules of the house: which room may import which, and where the outside world may be reached.
 *
 * @typedef {object} Rules
 * @property {string} scope the npm scope of every room, with its slash
 * @property {readonly string[]} order the rooms under packages/; each may import only rooms before it
 * @property {Readonly<Record<string, OwnRule>>} own what differs for single rooms
 * @property {readonly string[]} nodeAllowed folders, from the repository's root, where `node:` imports are allowed
 * @property {readonly string[]} worldAllowed folders where the wall clock, timers and entropy are allowed
 *
 * @typedef {object} OwnRule
 * @property {readonly string[]} [mayImport] the only rooms this one may import
 * @property {readonly string[]} [typesOnlyFrom] rooms of which it may import types alone
 * @property {readonly string[]} [importedBy] the only rooms which may import this one
 */

/**
 * Rooms at the edge, which touch sockets, files and processes. The runner of the conformance suite is one of them, as its
 * command is, and so is the part of the harness that makes a process of the node.
 */
const edge = [
  'packages/transport-websocket/',
  'packages/transport-nats/',
  'packages/key-store/',
  'packages/live/',
  'packages/cli/',
  'conformance/src/runner/',
  'conformance/src/command/',
  'packages/harness/src/control/',
  'packages/harness/src/main.ts'
]

/** @type {Rules} */
export const houseRules = {
  scope: '@bellwire/',
  order: [
    'quantum',
    'security-analysis',
    'post-processing',
    'wire',
    'runtime',
    'statechart',
    'invariants',
    'transport',
    'transport-websocket',
    'transport-nats',
    'device',
    'physics',
    'physical-layer',
    'link-layer',
    'network-layer',
    'application-layer',
    'key-store',
    'node',
    'harness',
    'simulation',
    'dashboard',
    'live',
    'cli'
  ],
  own: {
    // The checks of a trace must not depend on the code that wrote it.
    invariants: { mayImport: ['runtime'], typesOnlyFrom: ['runtime'] },
    // Nothing above the device interface may see the state of a qubit: the simulated world knows it, the stack does not.
    physics: { importedBy: ['simulation'] },
    // The suite judges the stack from outside, so it shares with it only the codec, the mathematics and the checks.
    conformance: { mayImport: ['wire', 'quantum', 'invariants'], importedBy: ['harness', 'cli'] }
  },
  nodeAllowed: edge,
  worldAllowed: ['packages/runtime/', 'packages/dashboard/web/', ...edge]
}
