import type { ApplicationFrame } from './application-messages.js'
import type { KeyFrame } from './key-messages.js'
import type { LinkFrame } from './link-messages.js'
import type { NetworkFrame } from './network-messages.js'

/**
 * The frames of all layers as the stack handles them: flat objects, `type` first, every field
 * present. The normative form is `spec/wire/*.proto`; the codec maps one to the other and checks every range, so a
 * value of these types that came off the wire is valid.
 *
 * Units: slots are integers counted from the slot origin of the link's epoch; times are unsigned integer nanoseconds;
 * a fidelity or a bright-state population is an unsigned 16-bit fraction n/65535; sequence numbers are RFC 1982
 * serials on 32 bits. Slots and times may use up to 53 bits. Bytes of a decoded frame are the frame's own.
 */
export type Frame = LinkFrame | NetworkFrame | ApplicationFrame | KeyFrame

export type FrameType = Frame['type']

export type * from './application-messages.js'
export type * from './key-messages.js'
export type * from './physical-messages.js'
export type * from './link-messages.js'
export type * from './network-messages.js'
export type * from './qkd-messages.js'
