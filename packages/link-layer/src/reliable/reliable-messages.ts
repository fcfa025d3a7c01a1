import type { Frame } from '@bellwire/wire'
import type { LinkCore } from '../core.js'

type ReliableFrame = Extract<Frame, { type: 'ADD' | 'END' | 'CANCEL' | 'EXPIRE' | 'SCHEDULE' }>

/** Names the exchange that a frame, or its answer, belongs to. */
export const exchange = {
  add: (serial: number) => `ADD ${serial}`,
  end: (queueId: number) => `END ${queueId}`,
  cancel: (queueId: number) => `CANCEL ${queueId}`,
  /** "All pairs are here": gives way to a CANCEL with a reason. */
  prompt: (queueId: number) => `CANCEL ${queueId} (complete)`,
  retract: (serial: number) => `CANCEL of ADD ${serial}`,
  expire: (epoch: number, low: number) => `EXPIRE ${epoch} ${low}`,
  schedule: (serial: number) => `SCHEDULE ${serial}`
}

/**
 * Sends a frame until it is acknowledged. An exchange that is already under way goes on as it is.
 *
 * The table is changed only when what is being done is done, so `core.exchanges` says what is under way: an exchange
 * that is stopped and begun anew in one go is begun anew.
 */
export function sendReliably(
  core: LinkCore,
  key: string,
  frame: ReliableFrame,
  options?: { readonly initialDelay?: number }
): void {
  if (core.exchanges.has(key)) return
  core.exchanges.add(key)
  const { configuration } = core
  core.tables.reliable.open(key, {
    frame,
    interval: 3 * configuration.roundTrip,
    initialDelay: options?.initialDelay ?? 0,
    attempts: frame.type === 'ADD' ? configuration.addAttempts : configuration.reliableAttempts
  })
}

/** The answer has come. */
export function acknowledge(core: LinkCore, key: string): boolean {
  if (!core.exchanges.delete(key)) return false
  core.tables.reliable.tell(key, { type: 'ACKNOWLEDGED' })
  return true
}

/** The frame need not arrive any more. */
export function stopSending(core: LinkCore, key: string): void {
  if (core.exchanges.size > 0 && core.exchanges.delete(key)) core.tables.reliable.close(key)
}
