import { Module } from '@nestjs/common';
import { MailLogService } from '@querraum/server';
import { MailLogController } from './mail-log.controller';

@Module({ controllers: [MailLogController], providers: [MailLogService] })
export class NotificationsModule {}
