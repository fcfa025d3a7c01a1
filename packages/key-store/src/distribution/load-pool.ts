import type { DurablePool } from './durable-pool.js'

/** Pools of authentication key on the disk. A KME needs none: what they need is loaded when they are asked for. */
export async function loadDurablePool(): Promise<typeof DurablePool> {
  const { DurablePool: pool } = await import('./durable-pool.js')
  return pool
}
