import type { ProcedureDraft, ProcedureFinding } from '@querraum/contracts';
import {
  applyEdit,
  Addressee,
  lintDraft,
  type Definition,
  type TimeLimit,
  type ProcedureEdit,
  type RoundNode,
} from '@querraum/workflow';

export type Waves = RoundNode['waves'];
/** A reminder says no `from`. */
export type Period = TimeLimit;

/** The id of the control where a finding belongs. */
export const fieldIdOf = (nodeId: string | null, ...path: (string | number)[]): string =>
  [nodeId ?? 'verfahren', ...path].join('-');

/** An addressee as the value of a choice, and back. */
export function valueOf(addressee: Addressee): string {
  const { kind, ...rest } = addressee;
  return [kind, ...Object.values(rest)].join(':');
}

export function addresseeOf(value: string): Addressee | undefined {
  const [kind, name] = value.split(':');
  const named = { unitId: name, department: name, involvement: name, fact: name };
  return Addressee.safeParse({ kind, ...named }).data;
}

/** The definition as it would be with what is typed. */
export const typedDefinition = (draft: ProcedureDraft, edit: ProcedureEdit): Definition =>
  applyEdit(draft.definition, edit);

const keyOf = ({ nodeId, path, code }: ProcedureFinding): string => `${nodeId ?? ''} ${path ?? ''} ${code}`;

/** Where the unit of a seat that the house complained about stands now; undefined when it has gone. */
function movedPath(finding: ProcedureFinding, saved: ProcedureEdit, typed: ProcedureEdit): string | undefined {
  const [, wave, seat] = /^waves\.(\d+)\.seats\.(\d+)$/.exec(finding.path ?? '') ?? [];
  if (wave === undefined || seat === undefined) return finding.path ?? '';
  const wavesOf = (edit: ProcedureEdit): Waves =>
    edit.nodes.flatMap((node) => (node.id === finding.nodeId && node.type === 'coSignatureRound' ? node.waves : []));
  const meant = wavesOf(saved)[Number(wave)]?.seats[Number(seat)];
  if (meant === undefined) return undefined;
  const value = valueOf(meant.addressee);
  return wavesOf(typed)
    .flatMap(({ seats }, newWave) =>
      seats.flatMap(({ addressee }, newSeat) =>
        valueOf(addressee) === value ? [['waves', newWave, 'seats', newSeat].join('.')] : [],
      ),
    )
    .at(0);
}

/** What the check says of the form as it stands: at once what can be told here, and what the house said when it was saved. */
export function findingsOf(draft: ProcedureDraft, typed: ProcedureEdit): ProcedureFinding[] {
  const known = new Set(lintDraft(draft.definition).map(keyOf));
  const ofHouse = draft.findings
    .filter((finding) => !known.has(keyOf(finding)))
    .flatMap((finding) => {
      if (finding.nodeId !== null && !typed.nodes.some(({ id }) => id === finding.nodeId)) return [];
      const path = movedPath(finding, draft.edit, typed);
      return path === undefined ? [] : [{ ...finding, path: path === '' ? null : path }];
    });
  return [...lintDraft(typedDefinition(draft, typed)), ...ofHouse];
}

/** Moves a seat one place, over the border of a group too. */
export function moveSeat(waves: Waves, wave: number, seat: number, by: -1 | 1): Waves {
  const moved = waves[wave]?.seats[seat];
  if (moved === undefined) return waves;
  const without = waves.map((one, index) => (index === wave ? { ...one, seats: one.seats.toSpliced(seat, 1) } : one));
  const inside = seat + by >= 0 && seat + by < (waves[wave]?.seats.length ?? 0);
  const target = inside ? wave : wave + by;
  if (target < 0 || target >= waves.length) return waves;
  const place = inside ? seat + by : by === 1 ? 0 : (without[target]?.seats.length ?? 0);
  return without.map((one, index) =>
    index === target ? { ...one, seats: one.seats.toSpliced(place, 0, moved) } : one,
  );
}

/** Takes a group away; who was in it goes on in the one before, so that nobody is lost with it. */
export function removeGroup(waves: Waves, wave: number): Waves {
  const gone = waves[wave];
  const heir = wave === 0 ? 1 : wave - 1;
  if (gone === undefined) return waves;
  return waves
    .map((one, index) => {
      if (index !== heir) return one;
      return { ...one, seats: wave === 0 ? [...gone.seats, ...one.seats] : [...one.seats, ...gone.seats] };
    })
    .toSpliced(wave, 1);
}

/** Whole numbers only; an empty field counts as 0, which the check tells of. */
export function lengthOf(text: string): number {
  const length = Math.trunc(Number(text));
  return Number.isFinite(length) ? Math.min(Math.max(length, 0), 9999) : 0;
}
