/** Where words end. It is also run in the browser, so it uses nothing from outside of it. */
export const options = {
  tokenize: (text) => text.split(/[\n\r\p{Z}\p{P}\p{S}]+/u)
}

/** How pages are searched: all words have to be there, more or less. */
export const searchOptions = {
  fuzzy: 0.1,
  prefix: true,
  combineWith: 'AND',
  boost: { title: 4, text: 2, titles: 1 }
}
