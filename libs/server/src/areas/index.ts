export * from './area-keys';
export * from './areas.service';
