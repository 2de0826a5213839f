const hex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A trace that begins with this request, as W3C writes it. The number says nothing about the person or the page. */
export const newTraceParent = (): string => `00-${hex(16)}-${hex(8)}-01`;
