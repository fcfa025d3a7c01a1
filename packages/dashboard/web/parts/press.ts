/** What makes a shape of a drawing a button: for the mouse, the keyboard and screen readers. */
export function press(label: string, act: () => void, pressed = false) {
  return {
    role: 'button',
    // In a drawing the names of attributes have no capitals.
    tabindex: 0,
    'aria-label': label,
    'aria-pressed': pressed,
    onClick: act,
    onKeyDown: (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      act()
    }
  } as const
}
