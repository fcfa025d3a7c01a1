/**
 * Bellwire's own parties under the conformance suite: everything that one of them does goes to the tester, and time passes as the
 * tester says.
 *
 * @packageDocumentation
 */
export { BellwireSubject } from './bellwire-subject.js'
export { KeySubject, type KeySubjectOptions } from './key-subject.js'
export { KmeSubject, type KmeSubjectOptions } from './kme-subject.js'
export { NodeSubject, type NodeSubjectOptions } from './node-subject.js'
export { StationSubject, type StationSubjectOptions } from './station-subject.js'
