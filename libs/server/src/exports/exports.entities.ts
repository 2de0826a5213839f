import type { ExportFailure, ExportState, ExportVersions } from '@querraum/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person } from '../organisation/organisation.entities';
import type { ZipEntry } from './zip';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** Files of projects that somebody wants to take away, made in the background (docs/adr/0082). */
@Entity('export_job')
@ForeignKey(() => Person, ['tenantId', 'personId'], ['tenantId', 'id'], { name: 'FK_export_job_person' })
@Index('export_job_of_person', ['personId', 'requestedAt'])
@Check('export_job_state', `state in ('waiting', 'running', 'done', 'cancelled', 'failed')`)
@Check(
  'export_job_end',
  `(state in ('done', 'cancelled', 'failed')) = (ended_at is not null) and (ended_at is null) = (expires_at is null)`,
)
export class ExportJobRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_export_job' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_export_job' }) id: string;
  @Column('uuid') personId: string;
  /** Of a single project, for telling exports apart. */
  @Column('text', { nullable: true }) reference: string | null;
  @Column('text') versions: ExportVersions;
  @Column('text') language: 'de' | 'en';
  @Column('text') state: ExportState;
  @Column('text', { nullable: true }) failure: ExportFailure | null;
  /** Projects, without the table of contents that is the last piece. */
  @Column('int') total: number;
  @Column('int', { default: 0 }) done: number;
  @Column('int', { default: 0 }) skipped: number;
  @Column('bigint', { nullable: true }) size: string | null;
  @Column(INSTANT) requestedAt: Date;
  @Column({ ...INSTANT, nullable: true }) endedAt: Date | null;
  @Column({ ...INSTANT, nullable: true }) expiresAt: Date | null;
}

/** One project of an export, or its table of contents: bytes that, one piece after the other, are the archive. */
@Entity('export_piece')
@ForeignKey(() => ExportJobRow, ['tenantId', 'exportId'], ['tenantId', 'id'], {
  name: 'FK_export_piece_job',
  onDelete: 'CASCADE',
})
@Index('export_piece_of_project', ['projectId'])
@Check('export_piece_state', `state in ('waiting', 'done', 'skipped')`)
export class ExportPiece {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_export_piece' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_export_piece' }) exportId: string;
  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_export_piece' }) position: number;
  /** `null` for the table of contents. */
  @Column('uuid', { nullable: true }) projectId: string | null;
  /** `skipped`: the person no longer saw the file when its turn came. */
  @Column('text') state: 'waiting' | 'done' | 'skipped';
  /** Noted before the bytes are put there, so that none is ever left behind. */
  @Column('text', { nullable: true }) storageKey: string | null;
  @Column('text', { nullable: true }) sha256: string | null;
  @Column('bigint', { nullable: true }) size: string | null;
  @Column('jsonb', { nullable: true }) entries: ZipEntry[] | null;
  @Column('int', { default: 0 }) attempts: number;
  @Column({ ...INSTANT, nullable: true }) leasedUntil: Date | null;
}
