import { TextDecoder } from 'node:util';
import { pieces, type Bytes } from './bytes';
import { refuseTestVirus } from './check-active';
import { unfit } from './unfit';

const OVERLAP = 128;

/** Text in UTF-8; markup in it stays text, because nothing but text is ever made of it. */
export async function isPlainText(bytes: Bytes): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces(bytes, 0)) if (decode(decoder, piece).includes('\0')) throw notText();
  decode(decoder);
  for await (const piece of pieces(bytes, OVERLAP)) refuseTestVirus(piece);
}

/** A cell that begins like a formula is run by the spreadsheet that opens it; numbers may have a sign. */
const FORMULA = /[;,\t\n\r]"?(?:[=@]|[+-](?![\d\s.,;"-]|$))/;

export async function isCsv(bytes: Bytes): Promise<void> {
  await isPlainText(bytes);
  let isFirst = true;
  for await (const piece of pieces(bytes, OVERLAP)) {
    const text = piece.toString('latin1');
    if (FORMULA.test(isFirst ? `\n${text.replace(/^\xef\xbb\xbf/, '')}` : text))
      throw unfit('in einer Zelle steht eine Formel', 'there is a formula in a cell');
    isFirst = false;
  }
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw notText();
  }
}

const notText = () => unfit('kein Text in UTF-8', 'no text in UTF-8');
