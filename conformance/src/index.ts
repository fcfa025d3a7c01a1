/**
 * The conformance suite: a tester that is everything around a node, its hardware and its clock among it, and judges what
 * the node does, clause by clause of the specification.
 *
 * @packageDocumentation
 */
export type {
  CircuitAnswer,
  CircuitPlan,
  CircuitRequest,
  CircuitWish
} from './subject/circuit-service.js'
export { IN_Z, type MeasurementWish } from './subject/measurement.js'
export type {
  Answer,
  BounceWish,
  CharacteriseWish,
  Create,
  Delivered,
  DialogueWish,
  Expired,
  GateWish,
  SocketWish,
  LinkAnswer,
  LinkWish,
  TeleportWish,
  Wish
} from './subject/service.js'
export { CREATE } from './subject/service.js'
export type { KeyAnswer, KeySetting, SessionName, SessionPlan } from './subject/key.js'
export type { Call, KmePlace, KmeSetting, LaidBlock, Response } from './subject/kme.js'
export type {
  AnySetting,
  EndSetting,
  LinkSetting,
  RepeaterSetting,
  Role,
  Setting,
  Settings,
  StationLinkSetting,
  StationSetting
} from './subject/setting.js'
export { type Identity, type Input, NodeFailed, type Output, type Reaction, type Subject } from './subject/subject.js'
export { CASES } from './cases/index.js'
export { MACHINES } from './machines/generated/machines.js'
export { type Cell, cellsOf, IGNORED, nameOf } from './machines/machine.js'
export { badgeOf } from './report/badge.js'
export { chartOf } from './report/chart.js'
export { htmlOf } from './report/html.js'
export { junitOf } from './report/junit.js'
export { type Report, reportOf } from './report/report.js'
export { GRID as FAULT_GRID } from './random/faults.js'
export { deedWords } from './report/words.js'
export { KEY_CASES } from './roles/key/cases/index.js'
export { KME_CASES } from './roles/kme/cases/index.js'
export { STATION_CASES } from './roles/station/cases/index.js'
export { runStationCase } from './roles/station/run-station-case.js'
export type { StationCase } from './roles/station/station-test.js'
export { type CaseResult, runSuite, type SuiteOptions, type SuiteResult } from './run/run-suite.js'
export { type Played, SUITES } from './run/played.js'
export { type GeneratedOptions, type KeepTrace, type Outcome, runCase } from './run/run-case.js'
export type { Case } from './verdict/case.js'
export type { Finding, Verdict } from './verdict/verdict.js'
export { Scene, type SceneOptions } from './stage/scene.js'
export type { Deed, Difference } from './trace/compare.js'
export { replay, type Replay } from './trace/replay.js'
export { findingsOf, roleOf, type SuiteIdentity, type Trace, type TraceEvent } from './trace/trace.js'
