/**
 * Nodes under test in processes of their own, over the control connection of chapter 12.
 *
 * @packageDocumentation
 */
export type { ControlAddress } from './control-connection.js'
export { ControlledSubject, type ControlledSubjectOptions } from './controlled-subject.js'
export { HarnessError } from './harness-error.js'
export { openSubject } from './iut-file.js'
export * as schemas from './schemas.js'
export { type ProcessOptions, SubjectProcess } from './subject-process.js'
export { SPECIFICATION, suiteIdentity } from './suite-identity.js'
export { readTrace, type StoredTrace, writeTrace } from './trace-file.js'
