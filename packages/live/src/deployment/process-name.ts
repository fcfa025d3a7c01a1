/** One of the processes of a deployment. The world's name is `world`. */
export interface ProcessName {
  readonly role: 'world' | 'station' | 'node'
  readonly name: string
}

export const WORLD: ProcessName = { role: 'world', name: 'world' }
