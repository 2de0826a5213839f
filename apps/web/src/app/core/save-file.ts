const LONG_ENOUGH_MS = 60_000;

/** The token travels in a header, so a plain link cannot download: the bytes are fetched, then handed to the browser. */
export function saveFile(bytes: Blob, fileName: string): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), LONG_ENOUGH_MS);
}
