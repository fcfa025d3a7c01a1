import type { DurablePool } from './durable-pool.js'

/**
 * The pool of authentication key in a folder, as `DurablePool.open`. A KME needs none: what a pool needs is loaded when
 * one is opened.
 *
 * @param first the shared key where the folder has none yet
 * @throws KeyError POOL_EMPTY
 */
export async function openAuthenticationPool(folder: string, first?: Uint8Array): Promise<DurablePool> {
  const { DurablePool: pool } = await import('./durable-pool.js')
  return pool.open(folder, first)
}
