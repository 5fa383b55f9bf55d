import type { zhDigital } from './zh-digital.ts'

export const enDigital: typeof zhDigital = {
  kind: 'What is sold',
  kinds: { goods: 'Goods that are sent', course: 'Course', consultation: 'Consultation' },
  outline: 'Outline (everybody sees it, one head a line)',
  text: 'What who paid is shown',
  link: 'Link to the course (https)',
  linkWrong: 'Enter a link that begins with https',
  needed: 'Write what who paid is shown',
  hint: 'Courses and consultations have no postage and are delivered when paid; buyers may return them until they open them.',
  slots: 'Times to book',
  noSlots: 'No times are offered yet; nobody can book.',
  add: 'Offer this time',
  when: 'Begins',
  minutes: (minutes) => `${minutes} min`,
  free: 'Free',
  bookedBy: (buyer, number) => `Booked by ${buyer}, order ${number.slice(-6)}`,
  drop: 'Take back',
}
