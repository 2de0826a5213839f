import { InjectionToken } from '@angular/core';
import type { Configuration } from '@querraum/contracts';

/** What the server says before sign-in; read once, before the application starts. */
export const CONFIGURATION = new InjectionToken<Configuration>('configuration');

export async function readConfiguration(): Promise<Configuration> {
  const response = await fetch('/api/v1/configuration', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`configuration: ${response.status}`);
  return (await response.json()) as Configuration;
}
