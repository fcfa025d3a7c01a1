export { type MemoryLaw, perfectMemory } from './law.js'
