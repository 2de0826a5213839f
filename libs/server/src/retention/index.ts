export { erasePieces, filesErased, filesToErase, openDeletion, type DeletionStanding } from './delete-project';
export * from './deletion-note';
export * from './holds.service';
export * from './retention.service';
export * from './retention-register.service';
