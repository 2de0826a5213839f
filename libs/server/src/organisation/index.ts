export * from './organisation-facts';
export * from './organisation.service';
