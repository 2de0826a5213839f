import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import {
  AssignmentContext,
  AssignmentDetail,
  AssignmentGroup,
  AssignmentQuery,
  AssignmentReason,
  AssignmentSummary,
  ConcludeGroup,
  IssuedAssignments,
  NewAssignments,
  NewSubAssignments,
  pageOf,
  type Page,
} from '@querraum/contracts';
import { AssignmentGroupsService, AssignmentIssueService, AssignmentsService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision, tagged } from '../http';

const COMMAND = ['notFound', 'projectClosed', 'idempotencyKeyReused'] as const;
const ADDRESSEES = ['unitUnknown', 'unitTwice', 'positionUnknown', 'personNotInUnit', 'groupTooLarge'] as const;
const ISSUE = [
  ...ADDRESSEES,
  'noParticipants',
  'dueInPast',
  'dueTooFar',
  'documentElsewhere',
  'dependencyUnknown',
  'dependencyCycle',
] as const;

/** Tasks by hand: giving and reading them, and what was given at once. */
@Controller()
export class AssignmentsController {
  constructor(
    private readonly assignments: AssignmentsService,
    private readonly issuing: AssignmentIssueService,
    private readonly groups: AssignmentGroupsService,
  ) {}

  @Get('projects/:id/assignments')
  @Answers(pageOf(AssignmentSummary), { problems: ['notFound'] })
  list(
    @CurrentCaller() caller: Caller,
    @PathId() projectId: string,
    @Query({ schema: AssignmentQuery.strict() }) query: AssignmentQuery,
  ): Promise<Page<AssignmentSummary>> {
    return this.assignments.list(caller, projectId, query);
  }

  @Get('projects/:id/assignment-context')
  @Answers(AssignmentContext, { problems: ['notFound'] })
  context(@CurrentCaller() caller: Caller, @PathId() projectId: string): Promise<AssignmentContext> {
    return this.assignments.context(caller, projectId);
  }

  @Post('projects/:id/assignments')
  @Answers(IssuedAssignments, {
    status: 201,
    problems: [...COMMAND, ...ISSUE, 'mayNotIssue', 'recurrenceBackwards', 'recurrenceOfPart'],
  })
  issue(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @Body({ schema: NewAssignments }) input: NewAssignments,
  ): Promise<IssuedAssignments> {
    return this.issuing.issue(caller, key, projectId, input);
  }

  @Get('assignments/:id')
  @Answers(AssignmentDetail, { problems: ['notFound'] })
  async get(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AssignmentDetail> {
    return tagged(response, await this.assignments.get(caller, id));
  }

  @Post('assignments/:id/sub-assignments')
  @Answers(IssuedAssignments, {
    status: 201,
    problems: [...COMMAND, ...ISSUE, 'noAuthority', 'notOwner', 'notOpen', 'assignmentEnded', 'dueAfterParent'],
  })
  issuePart(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: NewSubAssignments }) input: NewSubAssignments,
  ): Promise<IssuedAssignments> {
    return this.issuing.issuePart(caller, key, id, input);
  }

  @Get('assignment-groups/:id')
  @Answers(AssignmentGroup, { problems: ['notFound'] })
  async group(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AssignmentGroup> {
    return tagged(response, await this.groups.get(caller, id));
  }

  @Post('assignment-groups/:id/conclude')
  @HttpCode(200)
  @Answers(AssignmentGroup, {
    problems: [...COMMAND, 'notIssuer', 'revisionRequired', 'revisionConflict', 'groupOpen', 'groupConcluded'],
  })
  conclude(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: ConcludeGroup }) input: ConcludeGroup,
  ): Promise<AssignmentGroup> {
    return this.groups.conclude(caller, key, { id, revision, ...input });
  }

  @Post('assignment-groups/:id/stop-recurrence')
  @HttpCode(200)
  @Answers(AssignmentGroup, { problems: [...COMMAND, 'notIssuer', 'notRecurring'] })
  stopRecurrence(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: AssignmentReason }) { reason }: AssignmentReason,
  ): Promise<AssignmentGroup> {
    return this.groups.stopRecurrence(caller, key, id, reason);
  }
}
