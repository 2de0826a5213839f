/** @typedef {import('oidc-provider').AdapterPayload} Payload */

/** Sessions and grants of oidc-provider, kept in memory until they expire: a restart asks everybody to sign in again. */
export function memoryAdapter() {
  /** @type {Map<string, { payload: Payload, expiresAt: number }>} */
  const entries = new Map();
  const sweep = setInterval(() => {
    for (const [key, { expiresAt }] of entries) if (expiresAt <= Date.now()) entries.delete(key);
  }, 60_000);
  sweep.unref();

  return class MemoryAdapter {
    /** @param {string} model */
    constructor(model) {
      this.model = model;
    }

    /** @param {string} id @param {Payload} payload @param {number} [expiresIn] seconds */
    async upsert(id, payload, expiresIn) {
      entries.set(`${this.model}:${id}`, { payload, expiresAt: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
    }

    /** @param {string} id */
    async find(id) {
      const entry = entries.get(`${this.model}:${id}`);
      return entry && entry.expiresAt > Date.now() ? entry.payload : undefined;
    }

    /** @param {string} uid */
    async findByUid(uid) {
      return this.#findWhere((payload) => payload.uid === uid);
    }

    /** @param {string} userCode */
    async findByUserCode(userCode) {
      return this.#findWhere((payload) => payload.userCode === userCode);
    }

    /** @param {string} id */
    async consume(id) {
      const payload = await this.find(id);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    }

    /** @param {string} id */
    async destroy(id) {
      entries.delete(`${this.model}:${id}`);
    }

    /** Everything of this kind that belongs to somebody. @param {string} accountId */
    async destroyOf(accountId) {
      for (const [key, { payload }] of entries)
        if (key.startsWith(`${this.model}:`) && payload.accountId === accountId) entries.delete(key);
    }

    /** @param {string} grantId */
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
    }

    /** @param {(payload: Payload) => boolean} matches */
    #findWhere(matches) {
      for (const [key, { payload, expiresAt }] of entries) {
        if (key.startsWith(`${this.model}:`) && expiresAt > Date.now() && matches(payload)) return payload;
      }
      return undefined;
    }
  };
}
