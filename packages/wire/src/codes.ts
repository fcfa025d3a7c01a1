/**
 * The numbers of the wire format's enumerations, and their names. The names are those of `spec/wire/*.proto` without
 * the prefix of the enumeration.
 */

type Names<Codes extends Record<string, number>> = { readonly [Name in keyof Codes as Codes[Name]]: Name }

function names<const Codes extends Record<string, number>>(codes: Codes): Names<Codes> {
  return Object.freeze(Object.fromEntries(Object.entries(codes).map(([name, code]) => [code, name]))) as Names<Codes>
}

/** Answers of every layer. UNSPECIFIED as the reason of END: the request is complete. */
export const ErrorCode = Object.freeze({
  UNSPECIFIED: 0,
  /** Can never be met: fidelity, time or request type beyond what the hardware does even without load. */
  UNSUPP: 1,
  /** The request is malformed. */
  CREATE: 2,
  /** Not accepted by this node (at once) or by the remote one (later). */
  REJECTED: 3,
  OTHER: 4,
  /** Pairs already delivered are no longer valid. */
  EXPIRE: 5,
  /** Not satisfied within the time asked. */
  TIMEOUT: 6,
  /** Cannot be met in time because of load. */
  NOTIME: 7,
  /** No resources, such as qubits or room in a queue. */
  NORES: 8
} as const)
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode]
export const ERROR_CODE_NAMES = names(ErrorCode)

/** What a REPLY may report instead of an outcome. */
export const HeraldError = Object.freeze({ NONE: 0, QUEUE_MISMATCH: 1, TIME_MISMATCH: 2, NO_MESSAGE_OTHER: 3 } as const)
export type HeraldError = (typeof HeraldError)[keyof typeof HeraldError]
export const HERALD_ERROR_NAMES = names(HeraldError)

export const Outcome = Object.freeze({ FAIL: 0, SUCCESS: 1 } as const)
export type Outcome = (typeof Outcome)[keyof typeof Outcome]
export const OUTCOME_NAMES = names(Outcome)

/** Bell states: bit 0 is X (parity), bit 1 is Z (phase); composition is exclusive or. */
export const BellIndex = Object.freeze({ PHI_PLUS: 0, PSI_PLUS: 1, PHI_MINUS: 2, PSI_MINUS: 3 } as const)
export type BellIndex = (typeof BellIndex)[keyof typeof BellIndex]
export const BELL_INDEX_NAMES = names(BellIndex)

/** Life of a link. Pairs may be delivered in READY and DRIFTING only. */
export const State = Object.freeze({ READY: 0, CALIBRATING: 1, DRIFTING: 2, OUT_OF_SPEC: 3, DOWN: 4 } as const)
export type State = (typeof State)[keyof typeof State]
export const STATE_NAMES = names(State)

export const RequestKind = Object.freeze({ KEEP: 0, MEASURE: 1, REMOTE_STATE_PREPARATION: 2 } as const)
export type RequestKind = (typeof RequestKind)[keyof typeof RequestKind]
export const REQUEST_KIND_NAMES = names(RequestKind)

/** What a step of distillation does. */
export const DistillationProtocol = Object.freeze({ BBPSSW: 0, DEJMPS: 1, DOUBLE_SELECTION: 2 } as const)
export type DistillationProtocol = (typeof DistillationProtocol)[keyof typeof DistillationProtocol]
export const DISTILLATION_PROTOCOL_NAMES = names(DistillationProtocol)

/** Which pairs a step of distillation combines. */
export const DistillationSchedule = Object.freeze({ NESTED: 0, PUMPED: 1 } as const)
export type DistillationSchedule = (typeof DistillationSchedule)[keyof typeof DistillationSchedule]
export const DISTILLATION_SCHEDULE_NAMES = names(DistillationSchedule)

/** Sets from which the basis of a measurement is drawn. CHSH is Z rotated by ±π/4 about Y. */
export const RandomBasis = Object.freeze({ NONE: 0, XZ: 1, XYZ: 2, CHSH: 3 } as const)
export type RandomBasis = (typeof RandomBasis)[keyof typeof RandomBasis]
export const RANDOM_BASIS_NAMES = names(RandomBasis)

/** Bases of test rounds. */
export const Basis = Object.freeze({ Z: 0, X: 1, Y: 2 } as const)
export type Basis = (typeof Basis)[keyof typeof Basis]
export const BASIS_NAMES = names(Basis)

export const Role = Object.freeze({ NODE: 0, STATION: 1 } as const)
export type Role = (typeof Role)[keyof typeof Role]
export const ROLE_NAMES = names(Role)

/** Where heralds of a link come about. */
export const HeraldingPlace = Object.freeze({ MID_POINT: 0, RECEIVER: 1, SOURCE: 2, BOTH_ENDS: 3 } as const)
export type HeraldingPlace = (typeof HeraldingPlace)[keyof typeof HeraldingPlace]
export const HERALDING_PLACE_NAMES = names(HeraldingPlace)

/** How the rounds of a session of key distribution are chosen. */
export const QkdProtocol = Object.freeze({
  SIFTED: 0,
  SHARED_TESTS: 1,
  BBM92: 2
} as const)
export type QkdProtocol = (typeof QkdProtocol)[keyof typeof QkdProtocol]
export const QKD_PROTOCOL_NAMES = names(QkdProtocol)

/** The one analysis whose length is released. */
export const QkdAnalysis = Object.freeze({
  COMPLEMENTARITY_AZUMA: 0,
  COMPLEMENTARITY_CHERNOFF: 1,
  ENTROPY_ACCUMULATION: 2,
  ENTROPIC_UNCERTAINTY: 3
} as const)
export type QkdAnalysis = (typeof QkdAnalysis)[keyof typeof QkdAnalysis]
export const QKD_ANALYSIS_NAMES = names(QkdAnalysis)

/** How the two keys are made equal. */
export const QkdReconciliation = Object.freeze({
  CASCADE_OPTION7: 0,
  CASCADE_OPTION3: 1,
  LDPC: 2
} as const)
export type QkdReconciliation = (typeof QkdReconciliation)[keyof typeof QkdReconciliation]
export const QKD_RECONCILIATION_NAMES = names(QkdReconciliation)

/** Why a session of key distribution gives no key; NONE: it does. */
export const QkdReason = Object.freeze({
  NONE: 0,
  POLICY: 1,
  POOL: 2,
  ROUNDS: 3,
  COUNTS: 4,
  TEST: 5,
  BUDGET: 6,
  VERIFICATION: 7,
  AUTHENTICATION: 8,
  LENGTH: 9,
  MESSAGE: 10,
  STOPPED: 11
} as const)
export type QkdReason = (typeof QkdReason)[keyof typeof QkdReason]
export const QKD_REASON_NAMES = names(QkdReason)
