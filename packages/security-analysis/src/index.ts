/**
 * Security analysis of quantum key distribution: how long a key may be, by which argument. Pure mathematics.
 *
 * @packageDocumentation
 */
export { SecurityInputError } from './errors.js'
