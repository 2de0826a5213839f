import { DEMO_ISSUER } from '@querraum/server/testing';
import { accessTokenClaims, type Answer, type RequestOptions, type TestApi } from '../../testing';
import { type House, idOf } from './house';

/** People at their browsers: each request reaches the other process of the product. A token is good for minutes, a history shorter. */
export class Clients {
  private turn = 0;
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly house: House) {}

  async request<T>(
    method: 'GET' | 'POST',
    path: string,
    personId: string,
    options: Omit<RequestOptions, 'as'> = {},
  ): Promise<Answer<T>> {
    this.turn = 1 - this.turn;
    const api = this.house.apis[this.turn === 0 ? 0 : 1];
    return api.request<T>(method, path, { ...options, as: { token: await this.tokenFor(api, personId) } });
  }

  private tokenFor({ url, issuer }: TestApi, personId: string): Promise<string> {
    const known = `${url} ${personId}`;
    const token = this.tokens.get(known) ?? issuer.sign(accessTokenClaims(DEMO_ISSUER, idOf(personId)));
    this.tokens.set(known, token);
    return token;
  }
}
