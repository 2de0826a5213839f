export * from './migrate-jobs';
export * from './run-migrations.service';
