export * from './house-people.service';
export * from './house-roles.service';
export * from './house-units.service';
export * from './organisation-facts';
export * from './organisation.service';
