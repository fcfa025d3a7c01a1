import type { Shown } from './shown.js'

/** Seconds of the network for each of the viewer's, of a scenario that says nothing of it. */
const SPEED = 0.02

/** A file of the viewer's: a scenario by its name, otherwise a recorded trace. */
export async function openedFile(file: File): Promise<Shown> {
  const { name } = file
  if (/\.ya?ml$/i.test(name))
    return { kind: 'scenario', scenario: { id: name, title: name, text: await file.text(), speed: SPEED } }
  return { kind: 'trace', name, bytes: new Uint8Array(await file.arrayBuffer()) }
}
