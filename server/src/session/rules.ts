/** An access token is short: a stolen one dies soon, and it is checked without asking the database. */
export const accessMinutes = 15
export const refreshDays = 60
export const staffHours = 10
export const phoneCodeMinutes = 5
export const phoneCodeAttempts = 5
export const passwordAttempts = 5
export const lockMinutes = 15
/** A client that lost the answer to a refresh may ask again with the old token for so long; later it is theft. */
export const refreshGraceSeconds = 30

export const staffCookie = 'lianka_staff'

export const later = (from: Date, { days = 0, hours = 0, minutes = 0, seconds = 0 }) =>
  new Date(from.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000)
