/** One page: drawn into a canvas, and what stands on it as text. */
export interface PdfPage {
  text: string;
  draw(canvas: HTMLCanvasElement, zoom: number): Promise<void>;
}

export interface OpenPdf {
  pages: number;
  page(number: number): Promise<PdfPage>;
  close(): Promise<void>;
}

/** Served with the app, from the same package as the code that talks to it. */
const WORKER = '/pdf/pdf.worker.min.mjs';

/**
 * Opens a PDF with pdf.js, which is loaded only then. It runs no script of the file, evaluates no code and fetches
 * nothing: what it shows are the bytes that this page has been given.
 */
export async function openPdf(bytes: Blob): Promise<OpenPdf> {
  const pdfjs = await import('pdfjs-dist');
  pdfjs.GlobalWorkerOptions.workerSrc = WORKER;
  const task = pdfjs.getDocument({
    data: new Uint8Array(await bytes.arrayBuffer()),
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    useWasm: false,
    // Fonts as paths on the canvas: a style sheet with a font of the file would need another policy.
    disableFontFace: true,
  });
  const document = await task.promise;
  return {
    pages: document.numPages,
    async page(number) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      let drawing: { cancel(): void; promise: Promise<void> } | undefined;
      return {
        text: text.trim(),
        async draw(canvas, zoom) {
          drawing?.cancel();
          const viewport = page.getViewport({ scale: zoom * 1.5 });
          canvas.width = Math.floor(viewport.width);
          canvas.height = Math.floor(viewport.height);
          drawing = page.render({ canvas, viewport });
          // A page that was turned meanwhile is drawn no further.
          await drawing.promise.catch((error: Error) => {
            if (error.name !== 'RenderingCancelledException') throw error;
          });
        },
      };
    },
    close: () => task.destroy(),
  };
}
