import type { ApplicationFrame, DialogueFrame, Frame, LinkFrame, NetworkFrame } from './messages.js'

/** Tells a frame that concerns one link, of the physical or the link layer, from one of the layers above. */
export function isLinkFrame(frame: Frame): frame is LinkFrame {
  return (frame as Partial<LinkFrame>).link !== undefined
}

/** Tells a frame of the network layer, from neighbour to neighbour, from one of a link or of an application. */
export function isNetworkFrame(frame: Frame): frame is NetworkFrame {
  return (frame as Partial<NetworkFrame>).session !== undefined
}

/** Tells a frame of a dialogue from the other frames of applications. */
export function isDialogueFrame(frame: ApplicationFrame): frame is DialogueFrame {
  return (frame as Partial<DialogueFrame>).dialogue !== undefined
}
