import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

const KEPT = 500;
const NAME = /^\d{15}-\d{6}$/;

/** @typedef {{ id: string, at: Date, to: string[], from: string, subject: string, messageId: string, text: string, headers: { key: string, value: string }[] }} CaughtMail */

/** The mails that were caught: one file each in this folder, the last 500, oldest first by name. */
export class MailBox {
  #directory;
  #count = 0;

  /** @param {string} directory */
  constructor(directory) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#directory = directory;
  }

  /** @param {Buffer} raw @param {string[]} recipients as in the envelope */
  keep(raw, recipients) {
    this.#count += 1;
    const id = `${String(Date.now()).padStart(15, '0')}-${String(this.#count % 1_000_000).padStart(6, '0')}`;
    const file = join(this.#directory, id);
    writeFileSync(`${file}.new`, JSON.stringify({ to: recipients, raw: raw.toString('utf8') }), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    for (const old of this.#ids().slice(0, -KEPT)) rmSync(join(this.#directory, old), { force: true });
  }

  /** The newest first. @returns {Promise<CaughtMail[]>} */
  async all() {
    const mails = await Promise.all(this.#ids().map((id) => this.find(id)));
    return mails.filter((mail) => mail !== undefined).reverse();
  }

  /** @param {string} id @returns {Promise<CaughtMail | undefined>} */
  async find(id) {
    if (!NAME.test(id) || !this.#ids().includes(id)) return undefined;
    const { to, raw } = JSON.parse(readFileSync(join(this.#directory, id), 'utf8'));
    const mail = await PostalMime.parse(raw);
    return {
      id,
      to,
      at: new Date(Number(id.slice(0, 15))),
      from: mail.from?.address ?? '',
      subject: mail.subject ?? '',
      messageId: mail.messageId ?? '',
      text: mail.text ?? '',
      headers: mail.headers.map(({ originalKey, key, value }) => ({ key: originalKey ?? key, value })),
    };
  }

  #ids() {
    return readdirSync(this.#directory)
      .filter((name) => NAME.test(name))
      .sort();
  }
}
