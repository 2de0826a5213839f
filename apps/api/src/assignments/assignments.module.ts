import { Module } from '@nestjs/common';
import {
  AssignmentActsService,
  AssignmentGroupsService,
  AssignmentIssueService,
  AssignmentsService,
  InboxClaimsService,
} from '@querraum/server';
import { DocumentsModule } from '../documents/documents.module';
import { AssignmentActsController } from './assignment-acts.controller';
import { AssignmentsController } from './assignments.controller';

@Module({
  imports: [DocumentsModule],
  controllers: [AssignmentsController, AssignmentActsController],
  providers: [
    AssignmentsService,
    AssignmentActsService,
    AssignmentIssueService,
    AssignmentGroupsService,
    InboxClaimsService,
  ],
  exports: [InboxClaimsService],
})
export class AssignmentsModule {}
