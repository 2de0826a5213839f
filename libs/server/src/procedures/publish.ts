import { createHash } from 'node:crypto';
import { Bundle, lintDefinition } from '@querraum/workflow';
import canonicalize from 'canonicalize';

/** What pins a run to its procedure: SHA-256 of the canonical JSON (RFC 8785). */
export const bundleHash = (bundle: Bundle): string =>
  createHash('sha256')
    .update(canonicalize(bundle) ?? '')
    .digest('hex');

/** A bundle that may be published: of the right shape, and without any finding. */
export function checkedBundle(value: unknown): Bundle {
  const bundle = Bundle.parse(value);
  const findings = lintDefinition(bundle.definition);
  if (findings.length > 0)
    throw new Error(findings.map(({ nodeId, message }) => `${nodeId ?? '–'}: ${message.de}`).join('\n'));
  return bundle;
}
