import { useEffect } from 'preact/hooks'
import type { Session } from '../session/session.js'

/** Elements that take keys themselves. */
const OWN_KEYS = 'input, select, textarea, button, [role=button], [role=tab], [contenteditable]'

/** The keyboard sets the pace: space or k pauses, a full stop goes one step, brackets change the speed. */
export function usePaceKeys(session: Session): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || session.model === undefined) return
      if (event.target instanceof Element && event.target.closest(OWN_KEYS) !== null && event.key === ' ') return
      if (event.target instanceof HTMLInputElement && event.target.type !== 'range') return
      const { paused, speed } = session.model.pace
      switch (event.key) {
        case ' ':
        case 'k':
          session.send({ type: 'pace', paused: !paused })
          break
        case '.':
          session.send({ type: 'step', by: Math.max(1, Math.round(speed * 1e8)) })
          break
        case '[':
          session.send({ type: 'pace', speed: speed / 2 })
          break
        case ']':
          session.send({ type: 'pace', speed: speed * 2 })
          break
        default:
          return
      }
      event.preventDefault()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [session])
}
