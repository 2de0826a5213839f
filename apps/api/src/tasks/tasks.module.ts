import { Module } from '@nestjs/common';
import { TasksService } from '@querraum/server';
import { AssignmentsModule } from '../assignments/assignments.module';
import { RunsModule } from '../runs/runs.module';
import { InboxStream } from './inbox-stream';
import { TasksController } from './tasks.controller';

@Module({
  imports: [RunsModule, AssignmentsModule],
  controllers: [TasksController],
  providers: [TasksService, InboxStream],
})
export class TasksModule {}
