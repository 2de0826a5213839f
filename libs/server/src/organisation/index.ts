export { openHouse, record } from './house-changes';
export * from './house-people.service';
export * from './house-positions.service';
export * from './house-roles.service';
export * from './house-units.service';
export * from './import/house-import.service';
export { livingUnitFrom, requireUnit, type LivingUnit } from './living-unit';
export * from './organisation-facts';
export * from './organisation.service';
