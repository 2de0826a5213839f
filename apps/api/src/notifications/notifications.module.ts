import { Module } from '@nestjs/common';
import { MailLogService, NotificationSettingsService } from '@querraum/server';
import { MailLogController } from './mail-log.controller';
import { NotificationSettingsController } from './notification-settings.controller';

@Module({
  controllers: [MailLogController, NotificationSettingsController],
  providers: [MailLogService, NotificationSettingsService],
})
export class NotificationsModule {}
