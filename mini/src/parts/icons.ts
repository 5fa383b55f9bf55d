/**
 * Line icons on a 24 × 24 grid, stroke only. `config/styles.ts` prints each as a CSS mask, because the mini-program draws no inline SVG;
 * the icon takes the colour of the text around it.
 */
export const icons = {
  home: '<path d="M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1Z"/>',
  grid: '<rect x="4" y="4" width="7" height="7" rx="1.5"/><rect x="13" y="4" width="7" height="7" rx="1.5"/><rect x="4" y="13" width="7" height="7" rx="1.5"/><circle cx="16.5" cy="16.5" r="3.5"/>',
  sprout: '<path d="M12 20v-8"/><path d="M12 12C12 8 9 5 4 5c0 5 3 7 8 7Z"/><path d="M12 14c0-3 2.5-6 8-6 0 5-3.5 6-8 6Z"/>',
  cart: '<path d="M6 8h14l-1.5 8h-11Z"/><path d="M3 4h2l3 12"/><circle cx="9" cy="20" r="1"/><circle cx="17" cy="20" r="1"/>',
  user: '<circle cx="12" cy="8" r="4"/><path d="M4 20c1-5 4-7 8-7s7 2 8 7Z"/>',
  search: '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4 4"/>',
  scan: '<path d="M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M4 12h16"/>',
  phone: '<path d="M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3Z"/>',
  chat: '<path d="M4 5h16v11H10l-4 4v-4H4Z"/><path d="M8 9h8M8 12.5h5"/>',
  wechat:
    '<path d="M9.5 4C5.900 4 3 6.300 3 9.2c0 1.700 1 3.2 2.5 4.100L5 15.5l2.5-1.2c.6.2 1.300.2 2 .2"/><path d="M15.300 9.5c3.2 0 5.700 2 5.700 4.600 0 1.5-.9 2.800-2.2 3.600l.4 1.900-2.2-1c-.5.1-1.100.2-1.700.2-3.2 0-5.700-2.100-5.700-4.700s2.5-4.600 5.700-4.600Z"/>',
  contacts:
    '<rect x="5" y="3" width="15" height="18" rx="2"/><path d="M2.5 8H6M2.5 12H6M2.5 16H6"/><circle cx="12.5" cy="10" r="2"/><path d="M9 16c.5-2 2-3 3.5-3s3 1 3.5 3"/>',
  pin: '<path d="M12 21c5-5 7-8 7-11a7 7 0 0 0-14 0c0 3 2 6 7 11Z"/><circle cx="12" cy="10" r="2.5"/>',
  share: '<path d="M13 5l7 6-7 6v-4c-5 0-7.5 1.5-9 5 0-6 3-9 9-9.5Z"/>',
  back: '<path d="M14.5 5L8 12l6.5 7"/>',
  right: '<path d="M9.5 6l6 6-6 6"/>',
  down: '<path d="M6 9.5l6 6 6-6"/>',
  up: '<path d="M6 14.5l6-6 6 6"/>',
  store: '<path d="M4 10v10h16V10M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0Z"/><path d="M10 20v-5h4v5"/>',
  headset:
    '<path d="M5 14v-2a7 7 0 0 1 14 0v2"/><rect x="3.5" y="13" width="4" height="6" rx="1.5"/><rect x="16.5" y="13" width="4" height="6" rx="1.5"/><path d="M18.5 19c0 2-2 2.5-4.5 2.5"/>',
  heart: '<path d="M12 20C6 15.5 3.5 12.5 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 3.5-2.5 6.5-8.5 11Z"/>',
  heartFull: '<path fill="#000" d="M12 20C6 15.5 3.5 12.5 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 3.5-2.5 6.5-8.5 11Z"/>',
  starFull: '<path fill="#000" d="M12 4l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8Z"/>',
  pen: '<path d="M5 19l1-4L16 5l3 3L9 18Z"/>',
  truck: '<path d="M3 6h11v11H3ZM14 10h4l3 3v4h-7"/><circle cx="7.5" cy="18" r="1.8"/><circle cx="17" cy="18" r="1.8"/>',
  gear: '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
  check: '<path d="M5 12.5l5 5L19.5 7"/>',
  shield: '<path d="M12 3l7.5 2.5V11c0 5-3 8-7.5 10-4.5-2-7.5-5-7.5-10V5.5Z"/><path d="M8.5 12l2.5 2.5L15.5 9.5"/>',
  clock: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.5l3.5 2"/>',
  doc: '<path d="M6 3h8l4 4v14H6Z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
  x: '<path d="M6 6l12 12M18 6L6 18"/>',
  spark: '<path d="M12 4l1.800 6.2L20 12l-6.2 1.800L12 20l-1.800-6.2L4 12l6.2-1.800Z"/>',
  info: '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.2"/>',
  users:
    '<circle cx="9" cy="9" r="3.5"/><path d="M2.5 19.5c.6-4 3-6 6.5-6s5.900 2 6.5 6M16 5.800a3.5 3.5 0 0 1 0 6.400M18 14c2 .8 3 2.600 3.5 5.5"/>',
  coin: '<circle cx="12" cy="12" r="8.5"/><path d="M9 8l3 4 3-4M12 12v5M9.5 13h5M9.5 15.300h5"/>',
  book: '<path d="M5 4h6a1 1 0 0 1 1 1v15a2 2 0 0 0-2-1.5H5ZM19 4h-6a1 1 0 0 0-1 1v15a2 2 0 0 1 2-1.5h5Z"/>',
  box: '<path d="M4 8l8-4 8 4v8l-8 4-8-4ZM4 8l8 4 8-4M12 12v8"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  minus: '<path d="M5 12h14"/>',
  trash: '<path d="M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5"/>',
  camera: '<path d="M4 8h4l1.5-2.5h5L16 8h4v11H4Z"/><circle cx="12" cy="13" r="3.5"/>',
  copy: '<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V5a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h3"/>',
  lock: '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  picture: '<rect x="4" y="4" width="16" height="16" rx="2"/><path d="M4 16l5-5 4 4 3-3 4 4"/><circle cx="15.5" cy="8.5" r="1.5"/>',
  branch: '<circle cx="6" cy="5" r="2.5"/><circle cx="6" cy="19" r="2.5"/><circle cx="18" cy="12" r="2.5"/><path d="M6 7.5v9M6 12h9.5"/>',
  eye: '<path d="M2.5 12C5 7.5 8 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.5 6.5-9.5 6.5s-7-2-9.5-6.5Z"/><circle cx="12" cy="12" r="3"/>',
  qr: '<path d="M4 4h6v6H4ZM14 4h6v6h-6ZM4 14h6v6H4ZM14 14h2v2h-2ZM18 14h2M14 18v2M18 18h2v2h-2"/>',
  globe:
    '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.5 2.5 3.5 5.5 3.5 8.5s-1 6-3.5 8.5c-2.5-2.5-3.5-5.5-3.5-8.5s1-6 3.5-8.5Z"/>',
  type: '<path d="M3 18l4.500-12L12 18M4.500 14h6M14 18l2.800-7.500L19.600 18M15 15.500h3.600"/>',
  swap: '<path d="M4 9h14l-3.500-3.500M20 15H6l3.500 3.500"/>',
  wallet: '<path d="M4 7h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h11v3"/><path d="M15.5 13.5h.2"/>',
  alert: '<path d="M12 4l9 16H3Z"/><path d="M12 10v4.5M12 17v.2"/>',
  star: '<path d="M12 4l2.500 5.200 5.700.8-4.100 4 1 5.700-5.100-2.700-5.100 2.700 1-5.700-4.100-4 5.700-.8Z"/>',
} as const
export type IconName = keyof typeof icons
