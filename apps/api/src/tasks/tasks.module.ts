import { Module } from '@nestjs/common';
import { TasksService } from '@querraum/server';
import { RunsModule } from '../runs/runs.module';
import { InboxStream } from './inbox-stream';
import { TasksController } from './tasks.controller';

@Module({ imports: [RunsModule], controllers: [TasksController], providers: [TasksService, InboxStream] })
export class TasksModule {}
