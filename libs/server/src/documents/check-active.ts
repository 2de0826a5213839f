import { pieces, type Bytes } from './bytes';
import { hidesSomething, unfit } from './unfit';

/** In two parts, so that no scanner takes this source for what it looks for. */
const EICAR = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));
const ACTIVE = /<script|<html|<!doctype|<\?php|<svg|<iframe|javascript:/;
const OVERLAP = 128;

export function refuseTestVirus(piece: Buffer): void {
  if (piece.includes(EICAR))
    throw unfit('die Datei enthält das Prüfmuster für Schadsoftware', 'the file contains the test pattern for malware');
}

/** A picture holds no page and no program, in whatever corner: such a file is made to be taken for something else. */
export async function refuseActiveContent(bytes: Bytes): Promise<void> {
  for await (const piece of pieces(bytes, OVERLAP)) {
    refuseTestVirus(piece);
    if (ACTIVE.test(piece.toString('latin1').toLowerCase())) throw hidesSomething();
  }
}
