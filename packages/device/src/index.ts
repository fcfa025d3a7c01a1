export * from './device.js'
export { Secret } from './secret.js'
