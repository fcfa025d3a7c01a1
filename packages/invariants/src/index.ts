/**
 * What must always hold, as pure functions over a trace: of a simulation, a live network, or a conformance run.
 *
 * ```ts
 * const violations = checkTrace([...recorder.records()], { quiescent: true })
 * for (const { invariant, message, records } of violations) console.error(invariant, message, records)
 * ```
 *
 * @packageDocumentation
 */
export { type CheckOptions, checkTrace, linkInvariants } from './check.js'
export { receivedWasSent } from './frames.js'
export {
  checkNetworkTrace,
  networkAgreement,
  networkCircuitsEnd,
  networkPairOnce,
  networkRequestsEnd
} from './network.js'
export {
  agreementAtRest,
  deliveredAsHeralded,
  deliveredOnce,
  type EmissionTime,
  madeWhileFit,
  sequenceNeverGoesBack
} from './pairs.js'
export { noQubitLeaked, oneOwner } from './qubits.js'
export { type LocalTime, noMoreThanAsked, nothingAfterDeadline, oneTerminalAnswer } from './requests.js'
export { networkSwapOrder } from './swap-order.js'
export type { Invariant, Violation } from './violation.js'
