import { Controller, Get, Inject } from '@nestjs/common';
import { Legal } from '@querraum/contracts';
import { CONFIG, type Config } from '@querraum/server';
import { PublicAnswers } from '../http/answers';
import { readLegal } from './legal-files';

@Controller('legal')
export class LegalController {
  private readonly legal: Legal;

  constructor(@Inject(CONFIG) { LEGAL_ROOT, BARRIER_MAIL }: Config) {
    this.legal = { ...readLegal(LEGAL_ROOT), barrierMail: BARRIER_MAIL ?? null };
  }

  @Get()
  @PublicAnswers(Legal)
  read(): Legal {
    return this.legal;
  }
}
