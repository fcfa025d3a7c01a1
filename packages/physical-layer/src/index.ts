/**
 * The physical layer: attempts and heralding. {@link PhysicalLayer} is the node's end of one link, {@link Station} the
 * heralding mid-point that may serve several links.
 *
 * @packageDocumentation
 */
export { checkLinkConfiguration, defaultTimers, type LinkConfiguration, type LinkTimers } from './configuration.js'
export { PhysicalLayerError, type PhysicalLayerErrorCode } from './errors.js'
export type { Herald } from './attempt/events.js'
export type { Epoch, Order, OrderEnded, PhysicalLayerListener, PhysicalLayerOptions } from './service.js'
export { type Means, meansOf, states } from './means.js'
export { PhysicalLayer } from './physical-layer.js'
export { SlotClock } from './slot-clock.js'
export { Station } from './station/station.js'
export type { StationOptions } from './station/station-options.js'
export type { StationLink } from './station/station-link.js'
export type { SwitchConfiguration } from './station/switching/station-switch.js'
export type { Candidate, SwitchPolicy, Turn } from './station/switching/policy.js'
export { jainIndex, type Waiting, waitingOf } from './station/switching/fairness.js'
export { demandWeighted } from './station/switching/policies/demand-weighted.js'
export { random } from './station/switching/policies/random.js'
export { randomAsking } from './station/switching/policies/random-asking.js'
export { reserved, type ReservedBin } from './station/switching/policies/reserved.js'
export { roundRobin } from './station/switching/policies/round-robin.js'
export { attemptMachine } from './attempt/machine.js'
export { lifeMachine } from './life/machine.js'
export { maintenanceMachine } from './maintenance/machine.js'
export { sessionMachine } from './session/machine.js'
export { heraldingMachine } from './station/heralding/machine.js'
export { registrationMachine } from './station/registration/machine.js'
export { switchingMachine } from './station/switching/machine.js'
export { wantingMachine } from './wanting/machine.js'
export { synchronisationMachine } from './synchronisation/machine.js'
