const LARGEST_BODY = 10_000;

/** @param {import('node:http').IncomingMessage} request */
export async function readBody(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > LARGEST_BODY) throw new Error('Das Formular ist zu groß.');
  }
  return text;
}

/** @param {import('node:http').IncomingMessage} request */
export const readForm = async (request) => new URLSearchParams(await readBody(request));
