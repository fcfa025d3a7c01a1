/** A key-management entity, by its KME ID and its node number. */
export interface KmePlace {
  readonly node: number
  readonly id: string
}

/** What a KME under test is told before it starts (section 12.3). */
export interface KmeSetting extends KmePlace {
  readonly role: 'kme'
  /** For all its randomness, where it offers that. */
  readonly seed: number
  /** Its clock when it starts, nanoseconds. */
  readonly time: number
  /** Bits. */
  readonly unitSize: number
  readonly peers: readonly KmePlace[]
  /** The applications that there are, and the KME of each. */
  readonly saes: readonly { readonly id: string; readonly kme: string }[]
  /** Whether its stores are as the process before has left them, which was killed; else they are new. */
  readonly keeps: boolean
}

/** The bits of a session of key distribution, which the KME is to cut into units. */
export interface LaidBlock {
  /** UUID. */
  readonly session: string
  readonly label: string
  /** KME ID of the other end. */
  readonly peer: string
  readonly bytes: Uint8Array
}

/** A request of an application whose certificate has proven who it is. */
export interface Call {
  /** Names it, in one process of the KME. */
  readonly call: number
  /** SAE ID. */
  readonly caller: string
  readonly method: string
  /** With the query. */
  readonly path: string
  /** JSON; absent: none. */
  readonly body?: string
}

/** What an application is answered. */
export interface Response {
  readonly call: number
  /** Of HTTP. */
  readonly status: number
  /** Empty: none. */
  readonly body: string
}
