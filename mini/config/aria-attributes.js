const spoken = { 'aria-label': '', 'aria-role': '' }

/** What a screen reader is told in the mini-program, per component. Read by the compiler and, from the bundle, at run time. */
module.exports = {
  View: { ...spoken, 'aria-checked': '', 'aria-expanded': '', 'aria-disabled': '' },
  Text: { 'aria-label': '' },
  Image: { 'aria-label': '' },
  Button: { 'aria-label': '' },
  Input: { 'aria-label': '' },
  Textarea: { 'aria-label': '' },
}
