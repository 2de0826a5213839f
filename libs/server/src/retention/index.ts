export { erasePieces, filesErased, filesToErase, openDeletion, type DeletionStanding } from './delete-project';
export * from './holds.service';
export * from './retention.service';
export * from './retention-register.service';
