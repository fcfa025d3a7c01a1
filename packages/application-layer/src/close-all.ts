import { StatechartError } from '@bellwire/statechart'

/** Closes the machines of a process that dies, also where a program has thrown out of one: that has closed them already. */
export function closeAll(host: { closeAll(): void }): void {
  try {
    host.closeAll()
  } catch (error) {
    if (!(error instanceof StatechartError && error.code === 'RUN_ENDED')) throw error
  }
}
