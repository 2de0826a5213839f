export { foundTenant } from './found-tenant';
export * from './setup.service';
