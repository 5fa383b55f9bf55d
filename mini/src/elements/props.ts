import type { CSSProperties, ReactNode } from 'react'

/** What every element takes. `testId` becomes `data-testid` on H5 and `id` in the mini-program (see README). */
export type ElementProps = {
  className?: string | undefined
  style?: CSSProperties | undefined
  testId?: string | undefined
  /** Spoken instead of, or where there is no, text. */
  label?: string | undefined
  children?: ReactNode
}

export type BoxProps = ElementProps & {
  as?: 'div' | 'section' | 'article' | 'header' | 'footer' | 'main' | 'nav' | 'ul' | 'ol' | 'li' | 'fieldset'
  role?: 'img' | 'status' | 'alert' | 'dialog' | 'tablist' | 'radiogroup' | 'group' | undefined
  hidden?: boolean
}

export type TextProps = ElementProps & {
  as?: 'span' | 'strong' | 'small' | 'p' | 'h1' | 'h2' | 'h3'
  hidden?: boolean
}

export type PressProps = ElementProps & {
  onPress?: (() => void) | undefined
  /** A page to open: a real link on H5. */
  to?: string | undefined
  disabled?: boolean | undefined
  role?: 'tab' | 'radio' | 'checkbox' | 'switch' | undefined
  /** Chosen, checked or current, according to the role. */
  on?: boolean | undefined
  expanded?: boolean | undefined
  /** `share` opens WeChat's own share sheet, which only a native button may do. */
  openType?: 'share' | undefined
}

export type PictureProps = ElementProps & {
  src: string
  /** What the picture shows; leave empty for decoration. */
  alt?: string
  /** `cover` fills the frame, `contain` shows all of it. */
  fit?: 'cover' | 'contain'
  eager?: boolean
}

export type InputProps = ElementProps & {
  value: string
  onInput: (value: string) => void
  onConfirm?: (() => void) | undefined
  kind?: 'text' | 'phone' | 'code' | 'money' | 'search' | 'password'
  placeholder?: string | undefined
  maxLength?: number
  disabled?: boolean
  invalid?: boolean
  /** Takes the keyboard when the page opens. */
  focused?: boolean
}

export type TextAreaProps = Omit<InputProps, 'kind' | 'onConfirm' | 'focused'>

export type RangeProps = {
  /** 0 to 100. */
  value: number
  onChange: (value: number) => void
  label: string
  className?: string
  testId?: string
}

export type FilmProps = { src: string; cover: string | null; label: string; testId?: string }
