/** The anchor of a heading, as forges make it, so that links work here and there. */
export function anchor(heading) {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{Nd} _-]/gu, '').replaceAll(' ', '-')
}
