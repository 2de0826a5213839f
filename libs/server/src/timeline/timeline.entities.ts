import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person } from '../organisation/organisation.entities';
import { Project } from '../projects/projects.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/**
 * The address of a calendar that a person has subscribed to. Of the address only the hash is kept; whoever has it reads
 * with the rights that the person has at that moment. A person has at most one living calendar of a project and one of
 * their own tasks; rows are revoked, never deleted.
 */
@Entity('calendar_feed')
@ForeignKey(() => Person, ['tenantId', 'personId'], ['tenantId', 'id'])
@ForeignKey(() => Project, ['projectId'], ['id'])
@Index('calendar_feed_own', ['personId'], { unique: true, where: 'revoked_at is null and project_id is null' })
@Index('calendar_feed_project', ['personId', 'projectId'], { unique: true, where: 'revoked_at is null' })
@Index(['tokenHash'], { unique: true })
export class CalendarFeed {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  /** In whichever tenant; `null` for the person's own tasks. */
  @Column('uuid', { nullable: true }) projectId: string | null;
  @Column('bytea') tokenHash: Buffer;
  @Column(INSTANT) createdAt: Date;
  @Column({ ...INSTANT, nullable: true }) revokedAt: Date | null;
}
