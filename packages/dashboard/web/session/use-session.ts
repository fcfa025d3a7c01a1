import { createContext } from 'preact'
import { useContext, useEffect, useReducer, useRef } from 'preact/hooks'
import type { NetworkModel } from '../../src/view/network-model.js'
import { Session } from './session.js'

export const SessionContext = createContext(new Session())

export function useSession(): Session {
  return useContext(SessionContext)
}

/**
 * Renders the component anew when the session has changed, at most once in so many milliseconds.
 *
 * @returns what is shown now
 */
export function useModel(every = 0): NetworkModel | undefined {
  const session = useSession()
  const [, render] = useReducer((count: number) => count + 1, 0)
  const last = useRef(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (): void => {
      timer = undefined
      last.current = performance.now()
      render(undefined)
    }
    const end = session.listen(() => {
      if (timer !== undefined) return
      const wait = last.current + every - performance.now()
      if (wait <= 0) show()
      else timer = setTimeout(show, wait)
    })
    return () => {
      end()
      clearTimeout(timer)
    }
  }, [session, every])
  return session.model
}
