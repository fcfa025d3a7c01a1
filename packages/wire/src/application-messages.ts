/**
 * The frames of applications, from end to end. Forms and units: `messages.ts`.
 */

/** Fields of every frame of a dialogue. */
export interface DialogueHeader {
  /** Drawn by the node that asks. */
  readonly dialogue: number
  readonly purpose: number
  readonly step: number
  /** At most 61,440 bytes. */
  readonly body: Uint8Array
}

/** Asks, or asks again. */
export interface Ask extends DialogueHeader {
  readonly type: 'ASK'
}

export interface Answer extends DialogueHeader {
  readonly type: 'ANSWER'
  /** Not 0: the dialogue is over. */
  readonly error: number
}

/** Fields of every frame of a teleportation: its pair, as both ends call it. */
export interface TeleportationHeader {
  readonly purpose: number
  /** The node that set the circuit up; 0: a pair of a link. */
  readonly initiator: number
  /** The circuit's number, or the link's. */
  readonly circuit: number
  readonly headEpoch: number
  readonly headSequence: number
  readonly tailEpoch: number
  readonly tailSequence: number
}

/** What the Bell measurement of a teleportation found; repeated until it is acknowledged. */
export interface Correction extends TeleportationHeader {
  readonly type: 'CORRECTION'
  /** The operator that is due on the receiver's half, as a BellIndex. */
  readonly pauli: number
}

/** What has become of a teleportation. */
export interface CorrectionAck extends TeleportationHeader {
  readonly type: 'CORRECTION_ACK'
  /** 0: delivered. EXPIRE: the pair is void here; REJECTED: nobody receives for that purpose; TIMEOUT: it is not known. */
  readonly error: number
}

/** The frames of dialogues, and those of teleportations. */
export type DialogueFrame = Ask | Answer
export type TeleportationFrame = Correction | CorrectionAck

/** Every frame of the application layer. */
export type ApplicationFrame = DialogueFrame | TeleportationFrame
