import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useSession } from '../session/use-session.js'
import { openedFile } from './opened-file.js'
import type { Shown } from './shown.js'

/** Takes files that are dropped anywhere on the page. */
export function DropZone({
  onShow,
  children
}: {
  readonly onShow: (shown: Shown) => void
  readonly children: ComponentChildren
}) {
  const session = useSession()
  const [over, setOver] = useState(false)
  const dropped = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer?.files[0]
    if (file !== undefined) openedFile(file).then(onShow, (error: unknown) => session.fail(error))
  }
  return (
    <div
      class={over ? 'page is-over' : 'page'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={({ relatedTarget }) => setOver(relatedTarget !== null)}
      onDrop={dropped}
    >
      {children}
      {over && <div class="drop-hint">Drop a trace, or a scenario</div>}
    </div>
  )
}
