export * from './mail-delivery';
export * from './mail-log.service';
export * from './mail-recipients';
