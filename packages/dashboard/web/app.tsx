import { useEffect, useMemo, useState } from 'preact/hooks'
import { NetworkMap } from './map/network-map.js'
import { Header } from './parts/header.js'
import { NoticeBar } from './parts/notice-bar.js'
import { PaceBar } from './parts/pace-bar.js'
import { usePaceKeys } from './parts/pace-keys.js'
import { SidePanel } from './parts/side-panel.js'
import { CurvePanel } from './curves/curve-panel.js'
import { SelectionContext, type Selected } from './session/selection.js'
import { Session } from './session/session.js'
import { SessionContext } from './session/use-session.js'
import { DropZone } from './sources/drop-zone.js'
import { type Shown, shownAtFirst, sourceOf } from './sources/shown.js'

/** The page: one network, from wherever it comes. */
export function App() {
  const session = useMemo(() => new Session(), [])
  const [shown, show] = useState<Shown>(() => shownAtFirst(new URL(location.href)))
  const [selected, select] = useState<Selected>()
  useEffect(() => {
    select(undefined)
    session.open(sourceOf(shown))
    return () => session.close()
  }, [session, shown])
  usePaceKeys(session)
  return (
    <SessionContext.Provider value={session}>
      <SelectionContext.Provider value={{ selected, select }}>
        <DropZone onShow={show}>
          <Header shown={shown} onShow={show} />
          <NoticeBar />
          <main class="layout">
            <div class="stage">
              <NetworkMap />
              <PaceBar />
              <CurvePanel />
            </div>
            <SidePanel shown={shown} onShow={show} />
          </main>
        </DropZone>
      </SelectionContext.Provider>
    </SessionContext.Provider>
  )
}
