export { type SingleClickLink, type SingleClickLinkParameters, singleClickLink, windowNoise } from './link.js'
export { brightnessGrid, operatingPoints } from './operating-points.js'
export { type SingleClickParameters, singleClickSlot } from './slot.js'
