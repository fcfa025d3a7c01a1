import type { DialogueFrame, Frame, KeyFrame, LinkFrame, NetworkFrame, TeleportationFrame } from './messages.js'

/** Tells a frame that concerns one link, of the physical or the link layer, from one of the layers above. */
export function isLinkFrame(frame: Frame): frame is LinkFrame {
  return (frame as Partial<LinkFrame>).link !== undefined
}

/** Tells a frame of the network layer, from neighbour to neighbour, from one of a link, of an application or of keys. */
export function isNetworkFrame(frame: Frame): frame is NetworkFrame {
  return (frame as Partial<NetworkFrame>).session !== undefined && !isKeyFrame(frame)
}

/** Tells a frame between key-management entities from those between nodes and stations. */
export function isKeyFrame(frame: Frame): frame is KeyFrame {
  switch (frame.type) {
    case 'KEY_BLOCK':
    case 'KEY_RESERVE':
    case 'KEY_RESERVED':
    case 'KEY_REFUSED':
    case 'KEY_TAKEN':
    case 'KEY_BURN':
    case 'KEY_NOTED':
      return true
    default:
      return false
  }
}

/** Tells a frame of a dialogue from all others. */
export function isDialogueFrame(frame: Frame): frame is DialogueFrame {
  return (frame as Partial<DialogueFrame>).dialogue !== undefined
}

/** Tells a frame of a teleportation from all others. */
export function isTeleportationFrame(frame: Frame): frame is TeleportationFrame {
  return frame.type === 'CORRECTION' || frame.type === 'CORRECTION_ACK'
}
