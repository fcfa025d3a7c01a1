/** Limits of the wire format, those of single fields aside; the normative form is in `spec/wire/*.proto`. */
export const LIMITS = Object.freeze({
  /** Bytes in a frame. */
  frameBytes: 65_536,
  /** Bytes in one TransportMessage: a frame, and what is around it. */
  transportBytes: 66_560,
  /** Test rounds in one TEST_RESULTS. */
  testRounds: 256,
  /** Bins in one SCHEDULE. */
  scheduleBins: 64,
  /** Links in one ADVERTISEMENT, and operating points of one of them. */
  advertisedLinks: 64,
  advertisedPoints: 4,
  /** Hops in one PATH: links of a circuit. */
  hops: 255,
  /** Stages in one PATH, and sacrificed pairs in one DISTIL. */
  stages: 256,
  sacrificed: 2,
  /** Bytes in the body of an ASK, and of an ANSWER. */
  dialogueBytes: 61_440,
  /** Bytes in one QkdMessage, and in the fields of bytes that hold a bit for each round. */
  qkdBytes: 16_777_216,
  /** Rounds of one session of key distribution. */
  qkdRounds: 16_777_216,
  /** Runs of pairs in one QkdRounds. */
  qkdRuns: 1_048_576,
  /** Bytes in one DeviceMessage, in the name of a party, and in a text for people. */
  deviceBytes: 1_048_576,
  deviceNameBytes: 255,
  deviceTextBytes: 1024,
  /** Links of one piece of hardware, and operating points of one of them. */
  deviceLinks: 256,
  devicePoints: 128,
  /** Pairs in one SETTLE, and in one SETTLED. */
  settledPairs: 64,
  /** Units in one KEY_RESERVE, and in one KEY_BURN; applications that may collect the keys of one reservation. */
  reservedUnits: 512,
  slaves: 16,
  /** Largest slot, time, length or other 64-bit value: 2^53 - 1. */
  integer: Number.MAX_SAFE_INTEGER,
  /** Largest unsigned 32-bit value. */
  uint32: 0xffff_ffff,
  /** Largest unsigned 16-bit value. */
  uint16: 0xffff,
  /** Largest unsigned 8-bit value. */
  uint8: 0xff
})

/** Unknown field numbers in this range make a receiver refuse the frame; other unknown fields are ignored. */
export const CRITICAL_FIELDS = Object.freeze({ first: 1000, last: 1999 })

/** Field number of the frames in a TransportMessage. */
export const TRANSPORT_FRAMES_FIELD = 2

/** Field numbers of `Frame` in this range are messages. */
export const MESSAGE_FIELDS = Object.freeze({ first: 1, last: 999 })
