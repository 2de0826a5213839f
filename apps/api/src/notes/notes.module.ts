import { Module } from '@nestjs/common';
import { NotesService } from '@querraum/server';
import { NotesController } from './notes.controller';

@Module({ controllers: [NotesController], providers: [NotesService] })
export class NotesModule {}
