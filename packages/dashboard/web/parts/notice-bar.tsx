import { useModel, useSession } from '../session/use-session.js'
import { CloseIcon } from './icons.js'

/** What the source of the feed has to say, until it is dismissed. */
export function NoticeBar() {
  const session = useSession()
  useModel(100)
  const { notice } = session
  if (notice === undefined) return null
  return (
    <div class={`notice is-${notice.level}`} role={notice.level === 'error' ? 'alert' : 'status'}>
      <p>{notice.text}</p>
      <button type="button" class="button is-round" aria-label="Dismiss" onClick={() => session.dismiss()}>
        <CloseIcon />
      </button>
    </div>
  )
}
