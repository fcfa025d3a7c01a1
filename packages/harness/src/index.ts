/**
 * Bellwire's own node under the conformance suite: everything that it does goes to the tester, and time passes as the
 * tester says.
 *
 * @packageDocumentation
 */
export { NodeSubject, type NodeSubjectOptions } from './node-subject.js'
