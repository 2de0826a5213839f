import { Module } from '@nestjs/common';
import { HoldsService, RetentionRegisterService, RetentionService } from '@querraum/server';
import { RetentionController, RetentionRegisterController } from './retention.controller';

@Module({
  controllers: [RetentionController, RetentionRegisterController],
  providers: [RetentionService, HoldsService, RetentionRegisterService],
})
export class RetentionModule {}
