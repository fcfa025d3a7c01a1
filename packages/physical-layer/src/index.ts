/**
 * The physical layer: attempts and heralding. {@link PhysicalLayer} is the node's end of one link, {@link Station} the
 * heralding mid-point that may serve several links.
 *
 * @packageDocumentation
 */
export { checkLinkConfiguration, defaultTimers, type LinkConfiguration, type LinkTimers } from './configuration.js'
export { PhysicalLayerError, type PhysicalLayerErrorCode } from './errors.js'
export type { Epoch, Herald, Order, OrderEnded, PhysicalLayerListener, PhysicalLayerOptions } from './service.js'
export { PhysicalLayer } from './physical-layer.js'
export { SlotClock } from './slot-clock.js'
export { Station, type StationLink, type StationOptions } from './station/station.js'
export { attemptMachine } from './attempt/machine.js'
export { lifeMachine } from './life/machine.js'
export { maintenanceMachine } from './maintenance/machine.js'
export { sessionMachine } from './session/machine.js'
export { heraldingMachine } from './station/heralding/machine.js'
export { registrationMachine } from './station/registration/machine.js'
export { synchronisationMachine } from './synchronisation/machine.js'
