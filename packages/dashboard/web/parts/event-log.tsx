import { useModel } from '../session/use-session.js'
import { formatTime } from './format.js'

/** What has happened that matters, newest first. */
export function EventLog() {
  const model = useModel(250)
  if (model === undefined || model.log.entries.length === 0) return <p class="empty">Nothing has happened yet.</p>
  return (
    <ol class="log" aria-label="Events, newest first">
      {model.log.entries.map(({ n, time, at, text, kind }) => (
        <li key={n} class={`is-${kind}`}>
          <time class="number">{formatTime(time)}</time>
          <span class="log-at">{at}</span>
          <span>{text}</span>
        </li>
      ))}
    </ol>
  )
}
