/** Event on the document when its colours have changed. */
export const THEME_CHANGED = 'bellwire-theme'

/** What turns the page from light to dark and back; before, it is as the system is. */
export function useTheme(): () => void {
  return () => {
    const { documentElement: root } = document
    const isDark = root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
    root.dataset['theme'] = isDark === 'dark' ? 'light' : 'dark'
    document.dispatchEvent(new Event(THEME_CHANGED))
  }
}
