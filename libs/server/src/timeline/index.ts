export * from './timeline.service';
