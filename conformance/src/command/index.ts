/**
 * The command by which a party is judged, for a program of its own and for one that has others.
 *
 * @packageDocumentation
 */
export { ARGUMENTS, type Given } from './arguments.js'
export { type CommandOptions, conformance } from './command.js'
