import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IMPORT_LIMIT_BYTES, ImportCheckFields, ImportFields, ImportReport } from '@querraum/contracts';
import { type Caller, HouseImportService } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey, TakesFormFile, UploadedFormFile } from '../http';

const CheckForm = ImportCheckFields.strict();
const ImportForm = ImportFields.strict();
const UNREADABLE = ['adminOnly', 'importUnreadable', 'documentMissing', 'documentTooLarge'] as const;

/** Units and people from CSV files. */
@Controller('organisation/house/imports')
export class HouseImportController {
  constructor(private readonly imports: HouseImportService) {}

  /** A dry run; the key is asked for as everywhere and changes nothing, as the check does. */
  @Post('check')
  @HttpCode(200)
  @TakesFormFile(IMPORT_LIMIT_BYTES, CheckForm)
  @Answers(ImportReport, { problems: UNREADABLE })
  check(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() _key: string,
    @UploadedFormFile() file: Buffer,
    @Body({ schema: CheckForm }) { kind }: ImportCheckFields,
  ): Promise<ImportReport> {
    return this.imports.check(caller, kind, file);
  }

  @Post()
  @HttpCode(200)
  @TakesFormFile(IMPORT_LIMIT_BYTES, ImportForm)
  @Answers(ImportReport.shape.counts, {
    problems: [...UNREADABLE, 'importChanged', 'importRefused', 'usernameAwaited', 'idempotencyKeyReused'],
  })
  run(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @UploadedFormFile() file: Buffer,
    @Body({ schema: ImportForm }) fields: ImportFields,
  ): Promise<ImportReport['counts']> {
    return this.imports.run(caller, key, fields, file);
  }
}
