import { Socket } from 'node:net'

/** Has this process told to end, as by the system, when its standard input ends. */
export function endWithInput(): void {
  const { stdin } = process
  const end = (): void => void process.kill(process.pid, 'SIGTERM')
  stdin.once('end', end).once('error', end).resume()
  // It is nothing to go on for.
  if (stdin instanceof Socket) stdin.unref()
}
