import type { Accuse } from '../../../monitors/accuse.js'
import type { Watcher } from '../../../stage/happening.js'
import { packed } from '../distillation/bits.js'
import type { KeyScene } from '../key-scene.js'
import type { Session } from '../sessions.js'
import { Truth } from '../truth.js'
import type { End } from '../view.js'

/** Octets that are looked for. */
const WINDOW = 8

/** No octets of a key, nor of an end's outcomes, are in a frame: APP-037. */
export function secretsMonitor(scene: KeyScene, accuse: Accuse): Watcher {
  const sent: string[] = []
  const secrets = new Map<string, string>()
  const keep = (windows: readonly string[], what: string): void => {
    for (const window of windows) {
      secrets.set(window, what)
      if (sent.some((frame) => frame.includes(window))) accuse('APP-037', `a frame has octets of ${what}`)
    }
  }
  return (happening) => {
    if (happening.kind === 'sent') {
      const frame = textOf(happening.bytes)
      sent.push(frame)
      for (const [window, what] of secrets)
        if (frame.includes(window)) accuse('APP-037', `a frame has octets of ${what}`)
    } else if (happening.kind === 'key') keep(windowsIn(happening.key.bytes, 1), 'a key')
    else if (happening.kind === 'answer' && happening.answer.type === 'concluded') {
      const session = scene.sessions.find(happening.answer)
      if (session !== undefined) keep(outcomesOf(scene, session, session.endOf(happening.node ?? 0)), 'outcomes')
    }
  }
}

/** Whether a frame that was sent has octets of the keys of a session, or of the outcomes of an end. */
export function areSecretsSent(scene: KeyScene, session: Session): boolean {
  const frames = scene.happenings.flatMap((one) => (one.kind === 'sent' ? [textOf(one.bytes)] : []))
  const secrets = [
    ...[...session.keys.values()].flatMap(({ bytes }) => windowsIn(bytes, 1)),
    ...outcomesOf(scene, session, 'corrector'),
    ...outcomesOf(scene, session, 'reference')
  ]
  return secrets.some((secret) => frames.some((frame) => frame.includes(secret)))
}

function outcomesOf(scene: KeyScene, session: Session, end: End): readonly string[] {
  const truth = new Truth(scene.pairs, session, session.views[end])
  return windowsIn(packed([...truth.rounds.keys()].map((index) => truth.outcome(end, index))), WINDOW)
}

/** Octets that are looked for; those that are nearly all alike are found anywhere. */
function windowsIn(octets: Uint8Array, step: number): readonly string[] {
  const text = textOf(octets)
  const windows: string[] = []
  for (let from = 0; from + WINDOW <= text.length; from += step) windows.push(text.slice(from, from + WINDOW))
  return windows.filter((window) => new Set(window).size > 2)
}

function textOf(octets: Uint8Array): string {
  return String.fromCharCode(...octets)
}
