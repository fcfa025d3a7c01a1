export { type SingleClickParameters, singleClickSlot } from './slot.js'
