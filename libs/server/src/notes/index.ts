export { NotesService } from './notes.service';
