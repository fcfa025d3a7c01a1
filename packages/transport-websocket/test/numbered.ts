import type { Frame } from '@bellwire/wire'

/** A frame that carries a number, to tell frames apart. */
export const numbered = (serial: number): Frame => ({
  type: 'MAINTENANCE_ACK',
  link: 1,
  incarnation: 7,
  epoch: 1,
  serial
})

export const serialOf = (frame: Frame): number => ('serial' in frame ? frame.serial : -1)
