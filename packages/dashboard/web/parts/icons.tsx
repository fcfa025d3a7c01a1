import type { ComponentChildren } from 'preact'

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      {children}
    </svg>
  )
}

export function PlayIcon() {
  return (
    <Icon>
      <path d="M6 4l10 6-10 6z" />
    </Icon>
  )
}

export function PauseIcon() {
  return (
    <Icon>
      <path d="M5 4h3.5v12H5zM11.5 4H15v12h-3.5z" />
    </Icon>
  )
}

export function NextIcon() {
  return (
    <Icon>
      <path d="M4 4l8 6-8 6zM13 4h3v12h-3z" />
    </Icon>
  )
}

export function ThemeIcon() {
  return (
    <Icon>
      <path d="M10 3a7 7 0 0 0 0 14z" />
      <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.5" />
    </Icon>
  )
}

export function CloseIcon() {
  return (
    <Icon>
      <path d="M5 5l10 10M15 5L5 15" stroke="currentColor" stroke-width="2" fill="none" stroke-linecap="round" />
    </Icon>
  )
}
