export { documentSummary, listDocuments } from './document-view';
export {
  authorsOf,
  getDocument,
  insertDocument,
  insertVersion,
  type DocumentRecord,
  type VersionRecord,
} from './document-record';
export { DocumentStore, tooLarge, type ReceivedFile, type StoredFile, type Upload } from './document-store';
export { DocumentsService } from './documents.service';
