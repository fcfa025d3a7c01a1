/**
 * The contract of a `Transport`, for whoever writes one.
 *
 * ```ts
 * const cases = transportContract({ setup, teardown, frames })
 * it.each(cases)('$name', ({ run }) => run())
 * ```
 *
 * @packageDocumentation
 */
export { transportContract } from './contract.js'
export { type ContractCase, ContractError, type ContractNetwork, type ContractSubject } from './subject.js'
