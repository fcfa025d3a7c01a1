/**
 * The frames of the physical layer, between the nodes of a link and its station. Forms and units: `messages.ts`.
 */

/** Fields of every frame that concerns one link. `incarnation` is the sender's, drawn anew at each of its starts. */
export interface LinkHeader {
  readonly link: number
  readonly incarnation: number
  readonly epoch: number
}

// ---- link session -------------------------------------------------------------------------------------------------

/** "I am here": sent when a process starts on a link, until answered; an answer has `answer` set. `epoch` is the last one known (0: none). */
export interface Hello extends LinkHeader {
  readonly type: 'HELLO'
  readonly node: number
  /** 0 node, 1 station. */
  readonly role: number
  readonly answer: boolean
  readonly minimumVersion: number
  readonly maximumVersion: number
  /** Of a node: what its end can do, 0 for everything. Bit k: RequestKind k. */
  readonly kinds: number
  /** Bit b: basis b of the device interface; bit 5 any rotation. 0 for everything. */
  readonly bases: number
  /** Of a station, a HeraldingPlace. */
  readonly heraldingPlace: number
}

/** Master to peer and to station: a new epoch begins. All state of the link's earlier epochs is void. */
export interface Open extends LinkHeader {
  readonly type: 'OPEN'
  readonly version: number
  /** The first MHP sequence number that the station gives in this epoch. */
  readonly firstSequence: number
  /** Station time of the start of slot 0, nanoseconds. */
  readonly slotOrigin: number
  /** Length of a slot, nanoseconds. */
  readonly slotPeriod: number
  /** Incarnations that the master believes in; an end that is another one answers HELLO instead of OPEN_ACK. */
  readonly peerIncarnation: number
  readonly stationIncarnation: number
  /** Seeds the choice of test rounds in this epoch. */
  readonly testSeed: number
  /** Share of pairs that are test rounds, n/65535. */
  readonly testFraction: number
}

export interface OpenAck extends LinkHeader {
  readonly type: 'OPEN_ACK'
}

// ---- clock synchronisation ----------------------------------------------------------------------------------------

/** Node to station: two-way time transfer. `offset`, `drift` and `quality` state how the sender sees its own clock against the station's. */
export interface Sync extends LinkHeader {
  readonly type: 'SYNC'
  readonly exchange: number
  /** Sender's local time when it sent this. */
  readonly originTime: number
  /** Signed nanoseconds: local minus station time, as estimated; 0 before the first answer. */
  readonly offset: number
  /** Signed parts per trillion (1e-12): local rate minus station rate. */
  readonly drift: number
  /** Unsigned nanoseconds: one-sigma uncertainty of `offset`. */
  readonly quality: number
}

export interface SyncReply extends LinkHeader {
  readonly type: 'SYNC_REPLY'
  readonly exchange: number
  readonly originTime: number
  /** Station time at which the SYNC arrived, and at which this was sent. */
  readonly receiveTime: number
  readonly transmitTime: number
  /** One-sigma uncertainty of the station's own clock, nanoseconds. */
  readonly quality: number
}

// ---- life of a link -----------------------------------------------------------------------------------------------

/** 0 READY, 1 CALIBRATING, 2 DRIFTING, 3 OUT_OF_SPEC, 4 DOWN; told to the peer when it changes. `validUntil`: slot to which the sender expects it to last (0: not known). */
export interface LinkState extends LinkHeader {
  readonly type: 'LINK_STATE'
  readonly serial: number
  readonly state: number
  readonly validUntil: number
}

/** Master to peer: no attempts in slots [firstSlot, endSlot). Repeated until acknowledged. */
export interface Maintenance extends LinkHeader {
  readonly type: 'MAINTENANCE'
  readonly serial: number
  /** 0: the sender proposes (master) the window; 1: the sender asks the master for a window of this length. */
  readonly request: boolean
  readonly firstSlot: number
  readonly endSlot: number
}

export interface MaintenanceAck extends LinkHeader {
  readonly type: 'MAINTENANCE_ACK'
  readonly serial: number
}

// ---- heralding ----------------------------------------------------------------------------------------------------

/**
 * Node to station: one batch of attempts for one queue item. Replaces the sender's earlier batch from `firstSlot` on;
 * with `slots` 0 it only withdraws it.
 */
export interface Gen extends LinkHeader {
  readonly type: 'GEN'
  readonly queueId: number
  readonly firstSlot: number
  readonly slots: number
  readonly brightness: number
}

/** Station to node. On success `sequence` is the pair's; on failure or error it is the next that the station will give. */
export interface Reply extends LinkHeader {
  readonly type: 'REPLY'
  /** 0 FAIL, 1 SUCCESS. */
  readonly outcome: number
  readonly bellIndex: number
  readonly sequence: number
  /** The slot that succeeded, or the last slot that failed. */
  readonly slot: number
  readonly offsetPicoseconds: number
  readonly queueId: number
  /** The other node's queue id; 0 when nothing of it is known. */
  readonly peerQueueId: number
  /** 0 NONE, 1 QUEUE_MISMATCH, 2 TIME_MISMATCH, 3 NO_MESSAGE_OTHER. */
  readonly error: number
}

/**
 * Node to station with a switch: what the sender's end of the link wants. Soft state: repeated while anything is wanted,
 * and forgotten by the station when it is not repeated for long.
 */
export interface SlotRequest extends LinkHeader {
  readonly type: 'SLOT_REQUEST'
  /** Counts the sender's requests in this epoch, from 1: of two the one with the higher number holds. */
  readonly serial: number
  /** Pairs that are wanted and not made yet; 0: none. */
  readonly demand: number
}

/** Station with a switch to both nodes: the link is served in slots [firstSlot, endSlot), and in no others that are not over. */
export interface SlotGrant extends LinkHeader {
  readonly type: 'SLOT_GRANT'
  /** The last turn of the station's switch that the slots belong to: of two grants the one with the higher turn holds. */
  readonly turn: number
  readonly firstSlot: number
  /** Equal to `firstSlot`: no slots. */
  readonly endSlot: number
}

export type PhysicalFrame =
  | Hello
  | Open
  | OpenAck
  | Sync
  | SyncReply
  | LinkState
  | Maintenance
  | MaintenanceAck
  | Gen
  | Reply
  | SlotRequest
  | SlotGrant
