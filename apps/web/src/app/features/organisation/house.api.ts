import { Injectable, inject } from '@angular/core';
import type {
  DeputationEntry,
  HousePerson,
  HousePersonDetail,
  HouseUnit,
  HouseUnitDetail,
  ImportKind,
  ImportReport,
  Page,
  PersonChange,
  PersonEntry,
  PositionEntry,
  RoleEntry,
  UnitEntry,
} from '@querraum/contracts';
import { Api } from '../../core/api';

const ROOT = '/organisation/house';

/** The own house, as its administrators keep it. */
@Injectable({ providedIn: 'root' })
export class HouseApi {
  private readonly api = inject(Api);

  units() {
    return this.api.get<{ items: HouseUnit[] }>(`${ROOT}/units`);
  }
  unit(id: string) {
    return this.api.get<HouseUnitDetail>(`${ROOT}/units/${id}`);
  }
  addUnit(unit: UnitEntry) {
    return this.api.post<HouseUnitDetail>(`${ROOT}/units`, unit);
  }
  changeUnit(id: string, unit: UnitEntry, revision: number) {
    return this.api.patch<HouseUnitDetail>(`${ROOT}/units/${id}`, unit, revision);
  }
  dissolveUnit(id: string, revision: number) {
    return this.api.post<HouseUnitDetail>(`${ROOT}/units/${id}/dissolution`, {}, revision);
  }

  addPosition(unitId: string, position: PositionEntry) {
    return this.api.post<HouseUnitDetail>(`${ROOT}/units/${unitId}/positions`, position);
  }
  changePosition(unitId: string, id: string, position: PositionEntry, revision: number) {
    return this.api.patch<HouseUnitDetail>(`${ROOT}/units/${unitId}/positions/${id}`, position, revision);
  }
  endPosition(unitId: string, id: string, revision: number) {
    return this.api.post<HouseUnitDetail>(`${ROOT}/units/${unitId}/positions/${id}/end`, {}, revision);
  }
  givePosition(personId: string, roleId: string, positionId: string | null) {
    return this.api.put<HousePersonDetail>(`${ROOT}/people/${personId}/roles/${roleId}/position`, { positionId });
  }

  people(query: string, cursor?: string) {
    return this.api.get<Page<HousePerson>>(`${ROOT}/people`, { query, cursor, limit: 200 });
  }
  person(id: string) {
    return this.api.get<HousePersonDetail>(`${ROOT}/people/${id}`);
  }
  addPerson(person: PersonEntry) {
    return this.api.post<HousePersonDetail>(`${ROOT}/people`, person);
  }
  changePerson(id: string, change: PersonChange, revision: number) {
    return this.api.patch<HousePersonDetail>(`${ROOT}/people/${id}`, change, revision);
  }
  addRole(personId: string, role: RoleEntry) {
    return this.api.post<HousePersonDetail>(`${ROOT}/people/${personId}/roles`, role);
  }
  endRole(personId: string, roleId: string, to: string | null) {
    return this.api.post<HousePersonDetail>(`${ROOT}/people/${personId}/roles/${roleId}/end`, { to });
  }
  /** The file goes along both times: the server keeps nothing of the check. */
  checkImport(kind: ImportKind, file: File) {
    return this.api.post<ImportReport>(`${ROOT}/imports/check`, formOf({ kind, file }));
  }
  runImport({ kind, checkId }: ImportReport, mode: 'all' | 'good', file: File) {
    return this.api.post<ImportReport['counts']>(`${ROOT}/imports`, formOf({ kind, checkId, mode, file }));
  }

  addDeputation(personId: string, deputation: DeputationEntry) {
    return this.api.post<HousePersonDetail>(`${ROOT}/people/${personId}/deputations`, deputation);
  }
  endDeputation(personId: string, id: string) {
    return this.api.delete<HousePersonDetail>(`${ROOT}/people/${personId}/deputations/${id}`);
  }
}

function formOf(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
