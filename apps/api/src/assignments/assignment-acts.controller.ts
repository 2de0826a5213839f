import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  AcceptAssignment,
  AssignmentAnswer,
  AssignmentDependencies,
  AssignmentOutcome,
  AssignmentReason,
  AttachDocument,
  ExtendAssignment,
  HandOverAssignment,
  NewDocumentFields,
  ReaddressAssignment,
  SendBackAssignment,
  TickChecklist,
} from '@querraum/contracts';
import { AssignmentActsService, AssignmentIssueService, type Caller, type Upload } from '@querraum/server';
import { TakesUpload, UploadedDocument } from '../documents/upload';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision } from '../http';

const COMMAND = ['notFound', 'projectClosed', 'assignmentEnded', 'idempotencyKeyReused'] as const;
const ADDRESSEE = [...COMMAND, 'noAuthority', 'notOpen'] as const;
const ISSUER = [...COMMAND, 'notIssuer', 'revisionRequired', 'revisionConflict'] as const;
const TO = ['unitUnknown', 'positionUnknown', 'personNotInUnit'] as const;
const DUE = ['dueInPast', 'dueTooFar', 'dueAfterParent'] as const;
const UPLOAD = ['documentMissing', 'documentTooLarge', 'documentKind', 'documentKindUnknown'] as const;
const Fields = NewDocumentFields.strict();

/** What people do with a task by hand. Who decides on what somebody else wrote names the revision that they have read. */
@Controller('assignments/:id')
export class AssignmentActsController {
  constructor(
    private readonly acts: AssignmentActsService,
    private readonly issuing: AssignmentIssueService,
  ) {}

  @Post('answer')
  @HttpCode(200)
  @Answers(AssignmentOutcome, {
    problems: [
      ...ADDRESSEE,
      'notOwner',
      'resultOfOtherKind',
      'wordsRequired',
      'wordsOrDocumentRequired',
      'documentElsewhere',
      'subAssignmentsOpen',
    ],
  })
  answer(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: AssignmentAnswer }) input: AssignmentAnswer,
  ): Promise<AssignmentOutcome> {
    return this.acts.answer(caller, key, id, input);
  }

  @Post('decline')
  @HttpCode(200)
  @Answers(AssignmentOutcome, { problems: [...ADDRESSEE, 'notOwner'] })
  decline(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: AssignmentReason }) input: AssignmentReason,
  ): Promise<AssignmentOutcome> {
    return this.acts.decline(caller, key, id, input);
  }

  @Post('hand-over')
  @HttpCode(200)
  @Answers(AssignmentOutcome, {
    problems: [...ADDRESSEE, ...TO, 'headDistributes', 'staysInUnit', 'sameAddressee', 'reasonRequired'],
  })
  handOver(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: HandOverAssignment }) input: HandOverAssignment,
  ): Promise<AssignmentOutcome> {
    return this.acts.handOver(caller, key, id, input);
  }

  @Post('checklist')
  @HttpCode(200)
  @Answers(AssignmentOutcome, { problems: [...ADDRESSEE, 'checklistItemUnknown'] })
  tick(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: TickChecklist }) input: TickChecklist,
  ): Promise<AssignmentOutcome> {
    return this.acts.tick(caller, key, id, input);
  }

  @Post('documents')
  @HttpCode(200)
  @Answers(AssignmentOutcome, { problems: [...ADDRESSEE, 'documentElsewhere'] })
  attach(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: AttachDocument }) input: AttachDocument,
  ): Promise<AssignmentOutcome> {
    return this.acts.attach(caller, key, id, input);
  }

  @Post('accept')
  @HttpCode(200)
  @Answers(AssignmentOutcome, { problems: [...ISSUER, 'notAnswered'] })
  accept(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: AcceptAssignment }) input: AcceptAssignment,
  ): Promise<AssignmentOutcome> {
    return this.acts.accept(caller, key, id, input, revision);
  }

  @Post('send-back')
  @HttpCode(200)
  @Answers(AssignmentOutcome, { problems: [...ISSUER, ...DUE, 'notAnswered'] })
  sendBack(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: SendBackAssignment }) input: SendBackAssignment,
  ): Promise<AssignmentOutcome> {
    return this.acts.sendBack(caller, key, id, input, revision);
  }

  @Post('take-back')
  @HttpCode(200)
  @Answers(AssignmentOutcome, { problems: ISSUER })
  takeBack(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: AssignmentReason }) input: AssignmentReason,
  ): Promise<AssignmentOutcome> {
    return this.acts.takeBack(caller, key, id, input, revision);
  }

  @Post('readdress')
  @HttpCode(200)
  @Answers(AssignmentOutcome, { problems: [...ISSUER, ...TO, ...DUE, 'notDeclined'] })
  readdress(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: ReaddressAssignment }) input: ReaddressAssignment,
  ): Promise<AssignmentOutcome> {
    return this.acts.readdress(caller, key, id, input, revision);
  }

  @Post('extend')
  @HttpCode(200)
  @Answers(AssignmentOutcome, { problems: [...ISSUER, ...DUE, 'notOpen', 'notLater'] })
  extend(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: ExtendAssignment }) input: ExtendAssignment,
  ): Promise<AssignmentOutcome> {
    return this.acts.extend(caller, key, id, input, revision);
  }

  @Post('dependencies')
  @HttpCode(200)
  @Answers(AssignmentOutcome, {
    problems: [...ISSUER, 'notOpen', 'dependencyUnknown', 'dependencyCycle', 'subAssignmentsOpen'],
  })
  setDependencies(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: AssignmentDependencies }) input: AssignmentDependencies,
  ): Promise<AssignmentOutcome> {
    return this.acts.setDependencies(caller, key, id, input, revision);
  }

  @Post('files')
  @TakesUpload(Fields)
  @Answers(AssignmentOutcome, { status: 201, problems: [...ADDRESSEE, ...UPLOAD] })
  addFile(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() assignmentId: string,
    @UploadedDocument() upload: Upload,
    @Body({ schema: Fields }) { title, kind }: NewDocumentFields,
  ): Promise<AssignmentOutcome> {
    return this.issuing.addFile(caller, key, { assignmentId, title, kind, upload });
  }
}
