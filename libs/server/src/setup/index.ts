export * from './setup.service';
