import type { Frame, LinkFrame } from './messages.js'

/** Tells a frame that concerns one link, of the physical or the link layer, from one of the network layer. */
export function isLinkFrame(frame: Frame): frame is LinkFrame {
  return (frame as Partial<LinkFrame>).link !== undefined
}
