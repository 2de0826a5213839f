export { documentSummary, listDocuments } from './document-view';
export {
  authorsOf,
  getDocument,
  insertDocument,
  insertVersion,
  requireCurrent,
  type DocumentRecord,
  type VersionRecord,
} from './document-record';
export type { ReceivedFile } from './byte-store';
export { DocumentStore, tooLarge, type StoredFile, type Upload } from './document-store';
export { sweepIncoming } from './incoming';
export { DocumentsService } from './documents.service';
export { UploadCheck } from './upload-check';
export { DocumentLinksService } from './document-links.service';
export { DocumentReadingsService } from './document-readings.service';
export { DocumentStatesService } from './document-states.service';
export { holdStored } from './stored-bytes';
export { beginText, keepText } from './document-texts';
export { TextReader } from './text-reader';
