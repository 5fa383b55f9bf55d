/** 138****0001: enough to recognise one's own, too little to call. */
export const maskPhone = (phone: string) => phone.replace(/^(\d{3})\d{4}(\d{4})$/, '$1****$2')

/** A delivery place as it is compared: its district and its words, without spaces, signs and full-width forms. */
export const placeOf = (regionCode: string, detail: string) =>
  `${regionCode} ${detail
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')}`
