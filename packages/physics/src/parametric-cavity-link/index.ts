export { type CavityLink, cavityLink, type CavityLinkParameters } from './link.js'
export { type CavityParameters, cavityParameters, parseCavity, type UndrivenCavity } from './parameters.js'
export { cavityMode, cavitySlot } from './slot.js'
export { type SwappedIdlers, swappedIdlers } from './swapped-idlers.js'
export {
  drivenCavity,
  excitationOf,
  modeDuration,
  type ModePhotons,
  modePhotons,
  modesDuring
} from './temporal-mode.js'
