import { Body, Controller, Get, Header, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import {
  AnswerInput,
  CompletionInput,
  Notification,
  PageQuery,
  pageOf,
  RunDetail,
  SignatureInput,
  Task,
  TaskCounts,
  TaskDetail,
  TaskQuery,
  type Page,
} from '@querraum/contracts';
import { InboxClaimsService, RunsService, TasksService, type Caller } from '@querraum/server';
import type { Request, Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';
import { InboxStream } from './inbox-stream';

const CLAIM_PROBLEMS = ['notFound', 'noAuthority', 'alreadyClaimed', 'notOpen', 'author'] as const;
const ANSWER_PROBLEMS = [
  'notFound',
  'taskByHand',
  'noAuthority',
  'notOwner',
  'notOpen',
  'stale',
  'author',
  'wordsRequired',
] as const;

const COMPLETION_PROBLEMS = [
  'notFound',
  'taskByHand',
  'noAuthority',
  'notOwner',
  'notOpen',
  'notYourTurn',
  'unknownResult',
  'wordsRequired',
  'unknownFact',
  'badFact',
  'factMissing',
] as const;

@Controller()
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly runs: RunsService,
    private readonly claims: InboxClaimsService,
    private readonly stream: InboxStream,
  ) {}

  @Get('tasks')
  @Answers(pageOf(Task))
  list(@CurrentCaller() caller: Caller, @Query({ schema: TaskQuery.strict() }) query: TaskQuery): Promise<Page<Task>> {
    return this.tasks.list(caller, query);
  }

  @Get('tasks/counts')
  @Answers(TaskCounts)
  counts(@CurrentCaller() caller: Caller): Promise<TaskCounts> {
    return this.tasks.counts(caller);
  }

  /** `text/event-stream` of InboxEvent: ids only, the client asks again with its rights. */
  @Get('tasks/stream')
  @Header('Content-Type', 'text/event-stream')
  @Answers(null, { status: 200 })
  async watch(@CurrentCaller() caller: Caller, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.stream.open(caller, request, response);
  }

  @Get('tasks/:id')
  @Answers(TaskDetail, { problems: ['notFound'] })
  get(@CurrentCaller() caller: Caller, @PathId() taskId: string): Promise<TaskDetail> {
    return this.runs.task(caller, taskId);
  }

  @Post('tasks/:id/claim')
  @HttpCode(200)
  @Answers(Task, { problems: CLAIM_PROBLEMS })
  claim(@CurrentCaller() caller: Caller, @IdempotencyKey() key: string, @PathId() taskId: string): Promise<Task> {
    return this.claims.claim(caller, key, taskId, 'claim');
  }

  @Post('tasks/:id/release')
  @HttpCode(200)
  @Answers(Task, { problems: ['notFound', 'notOwner', 'notOpen'] })
  release(@CurrentCaller() caller: Caller, @IdempotencyKey() key: string, @PathId() taskId: string): Promise<Task> {
    return this.claims.claim(caller, key, taskId, 'release');
  }

  @Post('tasks/:id/answer')
  @HttpCode(200)
  @Answers(RunDetail, { problems: ANSWER_PROBLEMS })
  answer(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() taskId: string,
    @Body({ schema: AnswerInput }) input: AnswerInput,
  ): Promise<RunDetail> {
    return this.runs.answer(caller, key, taskId, input);
  }

  @Post('tasks/:id/signature')
  @HttpCode(200)
  @Answers(RunDetail, { problems: [...ANSWER_PROBLEMS, 'notAcknowledged', 'answeredInRound', 'notYourTurn'] })
  sign(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() taskId: string,
    @Body({ schema: SignatureInput }) input: SignatureInput,
  ): Promise<RunDetail> {
    return this.runs.sign(caller, key, taskId, input);
  }

  @Post('tasks/:id/completion')
  @HttpCode(200)
  @Answers(RunDetail, { problems: COMPLETION_PROBLEMS })
  complete(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() taskId: string,
    @Body({ schema: CompletionInput }) input: CompletionInput,
  ): Promise<RunDetail> {
    return this.runs.complete(caller, key, taskId, input);
  }

  @Get('notifications')
  @Answers(pageOf(Notification))
  notifications(
    @CurrentCaller() caller: Caller,
    @Query({ schema: PageQuery.strict() }) query: PageQuery,
  ): Promise<Page<Notification>> {
    return this.tasks.notifications(caller, query);
  }
}
