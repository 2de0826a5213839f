import { Routes } from '@angular/router';
import { isAssignment } from './core/assignments/is-assignment';
import { firstPage } from './core/first-page';

/** Open before sign-in, see core/legal-pages. */
export const legalRoutes: Routes = [
  {
    path: 'impressum',
    title: 'title.imprint',
    data: { text: 'imprint' },
    loadComponent: () => import('./features/legal/legal-page').then((file) => file.LegalPage),
  },
  {
    path: 'datenschutz',
    title: 'title.privacy',
    data: { text: 'privacy' },
    loadComponent: () => import('./features/legal/legal-page').then((file) => file.LegalPage),
  },
  {
    path: 'barrierefreiheit',
    title: 'title.accessibility',
    loadComponent: () => import('./features/legal/accessibility-page').then((file) => file.AccessibilityPage),
  },
  {
    path: 'barriere-melden',
    title: 'title.barrier',
    loadComponent: () => import('./features/legal/barrier-page').then((file) => file.BarrierPage),
  },
  {
    path: 'protokollierung',
    title: 'title.logging',
    loadComponent: () => import('./features/legal/logging-page').then((file) => file.LoggingPage),
  },
];

/** The pages of a project, inside its frame; in the order of core/project/project-pages. */
const projectPages: Routes = [
  {
    path: '',
    loadComponent: () => import('./features/projects/project-overview').then((file) => file.ProjectOverview),
  },
  {
    path: 'aufgaben',
    loadComponent: () => import('./features/assignments/project-assignments').then((file) => file.ProjectAssignments),
  },
  {
    path: 'aufgaben/neu',
    loadComponent: () => import('./features/assignments/assignment-form').then((file) => file.AssignmentForm),
  },
  {
    path: 'aufgaben/zusammen/:gruppe',
    loadComponent: () => import('./features/assignments/group-page').then((file) => file.GroupPage),
  },
  {
    path: 'verfahren/:verfahren',
    loadComponent: () => import('./features/runs/run-course-page').then((file) => file.RunCoursePage),
  },
  {
    path: 'planung',
    loadComponent: () => import('./features/planning/planning-page').then((file) => file.PlanningPage),
  },
  {
    path: 'dokumente',
    loadComponent: () => import('./features/documents/documents-page').then((file) => file.DocumentsPage),
  },
  {
    path: 'vermerke',
    loadComponent: () => import('./features/notes/notes-page').then((file) => file.NotesPage),
  },
  {
    path: 'verlauf',
    loadComponent: () => import('./features/timeline/timeline-page').then((file) => file.TimelinePage),
  },
  {
    path: 'vorlage',
    loadComponent: () => import('./features/templates/proposal-page').then((file) => file.ProposalPage),
  },
  {
    path: 'akte',
    loadComponent: () => import('./features/lifecycle/file-page').then((file) => file.FilePage),
  },
];

export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: firstPage },
  {
    path: 'posteingang',
    title: 'title.inbox',
    loadComponent: () => import('./features/inbox/inbox-page').then((file) => file.InboxPage),
  },
  {
    path: 'hinweise',
    title: 'title.notifications',
    loadComponent: () => import('./features/notifications/notification-list').then((file) => file.NotificationList),
  },
  {
    path: 'uebersicht',
    title: 'title.overview',
    loadComponent: () => import('./features/overview/overview-page').then((file) => file.OverviewPage),
  },
  {
    path: 'berichte',
    title: 'title.reports',
    loadComponent: () => import('./features/overview/report-list').then((file) => file.ReportList),
  },
  {
    path: 'berichte/neu',
    title: 'reports.add',
    loadComponent: () => import('./features/overview/report-form').then((file) => file.ReportForm),
  },
  {
    path: 'berichte/:id',
    title: 'reports.edit',
    loadComponent: () => import('./features/overview/report-form').then((file) => file.ReportForm),
  },
  {
    path: 'vorhaben',
    title: 'title.projects',
    loadComponent: () => import('./features/projects/project-list').then((file) => file.ProjectList),
  },
  {
    path: 'vorhaben/neu',
    title: 'title.newProject',
    loadComponent: () => import('./features/projects/project-form').then((file) => file.ProjectForm),
  },
  {
    path: 'vorhaben/:id/laufzettel',
    title: 'title.slip',
    loadComponent: () => import('./features/projects/slip-page').then((file) => file.SlipPage),
  },
  {
    path: 'vorhaben/:id',
    title: 'title.project',
    loadComponent: () => import('./core/project/project-frame').then((file) => file.ProjectFrame),
    children: projectPages,
  },
  {
    path: 'aufgaben/:id',
    title: 'title.task',
    canMatch: [isAssignment],
    loadComponent: () => import('./features/assignments/assignment-page').then((file) => file.AssignmentPage),
  },
  {
    path: 'aufgaben/:id',
    title: 'title.task',
    loadComponent: () => import('./features/runs/task-page').then((file) => file.TaskPage),
  },
  {
    path: 'raeume',
    title: 'title.areas',
    loadComponent: () => import('./features/areas/area-page').then((file) => file.AreaPage),
  },
  {
    path: 'verwaltung/kalender',
    title: 'title.calendar',
    loadComponent: () => import('./features/calendar/calendar-page').then((file) => file.CalendarPage),
  },
  {
    path: 'verwaltung',
    title: 'title.administration',
    loadComponent: () =>
      import('./features/administration/administration-page').then((file) => file.AdministrationPage),
  },
  {
    path: 'verwaltung/organisation',
    title: 'title.organisation',
    loadComponent: () => import('./features/organisation/organisation-page').then((file) => file.OrganisationPage),
  },
  {
    path: 'verwaltung/organisation/einheiten/neu',
    title: 'house.addUnit',
    loadComponent: () => import('./features/organisation/unit-form').then((file) => file.UnitForm),
  },
  {
    path: 'verwaltung/organisation/einheiten/:id',
    title: 'house.changeUnit',
    loadComponent: () => import('./features/organisation/unit-form').then((file) => file.UnitForm),
  },
  {
    path: 'verwaltung/organisation/einlesen',
    title: 'houseImport.heading',
    loadComponent: () => import('./features/organisation/import-page').then((file) => file.ImportPage),
  },
  {
    path: 'verwaltung/organisation/personen',
    title: 'house.people',
    loadComponent: () => import('./features/organisation/people-page').then((file) => file.PeoplePage),
  },
  {
    path: 'verwaltung/organisation/personen/neu',
    title: 'house.addPerson',
    loadComponent: () => import('./features/organisation/person-form').then((file) => file.PersonForm),
  },
  {
    path: 'verwaltung/organisation/personen/:id',
    title: 'house.person',
    loadComponent: () => import('./features/organisation/person-page').then((file) => file.PersonPage),
  },
  {
    path: 'einrichten',
    title: 'setup.heading',
    loadComponent: () => import('./features/setup/setup-page').then((file) => file.SetupPage),
  },
  {
    path: 'verwaltung/verfahren',
    title: 'title.procedures',
    loadComponent: () => import('./features/procedures/procedure-list').then((file) => file.ProcedureList),
  },
  {
    path: 'verwaltung/verfahren/einlesen',
    title: 'bpmn.heading',
    loadComponent: () => import('./features/procedures/bpmn-import-page').then((file) => file.BpmnImportPage),
  },
  {
    path: 'verwaltung/verfahren/:id',
    title: 'title.procedure',
    loadComponent: () => import('./features/procedures/procedure-page').then((file) => file.ProcedurePage),
  },
  {
    path: 'verwaltung/verfahren/:id/entwurf',
    title: 'title.procedureDraft',
    loadComponent: () => import('./features/procedures/draft-page').then((file) => file.DraftPage),
  },
  {
    path: 'verwaltung/verfahren/:id/diagramm',
    title: 'title.procedureDiagram',
    loadComponent: () => import('./features/procedures/diagram-page').then((file) => file.ProcedureDiagramPage),
  },
  {
    path: 'verwaltung/verfahren/:id/entwurf/diagramm',
    title: 'title.procedureDiagram',
    data: { entwurf: true },
    loadComponent: () => import('./features/procedures/diagram-page').then((file) => file.ProcedureDiagramPage),
  },
  {
    path: 'verwaltung/verfahren/:id/umstellungen',
    title: 'title.versionChanges',
    loadComponent: () => import('./features/version-changes/change-list').then((file) => file.ChangeListPage),
  },
  {
    path: 'verwaltung/verfahren/:id/umstellungen/:umstellung',
    title: 'title.versionChange',
    loadComponent: () => import('./features/version-changes/change-page').then((file) => file.ChangePage),
  },
  {
    path: 'verwaltung/vorhabenarten',
    title: 'title.projectKinds',
    loadComponent: () => import('./features/kinds/kind-list').then((file) => file.KindList),
  },
  {
    path: 'verwaltung/vorhabenarten/neu',
    title: 'kinds.add',
    loadComponent: () => import('./features/kinds/kind-form').then((file) => file.KindForm),
  },
  {
    path: 'verwaltung/vorhabenarten/:id',
    title: 'title.projectKind',
    loadComponent: () => import('./features/kinds/kind-form').then((file) => file.KindForm),
  },
  {
    path: 'verwaltung/vorlagen',
    title: 'title.projectTemplates',
    loadComponent: () => import('./features/templates/template-list').then((file) => file.TemplateList),
  },
  {
    path: 'verwaltung/vorlagen/:id',
    title: 'title.projectTemplate',
    loadComponent: () => import('./features/templates/template-page').then((file) => file.TemplatePage),
  },
  {
    path: 'verwaltung/vorlagen/:id/bearbeiten',
    title: 'templates.edit',
    loadComponent: () => import('./features/templates/template-form').then((file) => file.TemplateForm),
  },
  {
    path: 'verwaltung/aktenzeichen',
    title: 'title.references',
    loadComponent: () => import('./features/lifecycle/references-page').then((file) => file.ReferencesPage),
  },
  {
    path: 'verwaltung/aufbewahrung',
    title: 'title.retention',
    loadComponent: () => import('./features/retention/retention-page').then((file) => file.RetentionPage),
  },
  {
    path: 'verwaltung/mail',
    title: 'title.mailLog',
    loadComponent: () => import('./features/mail-log/mail-log-page').then((file) => file.MailLogPage),
  },
  {
    path: 'verwaltung/auftraege',
    title: 'title.jobs',
    loadComponent: () => import('./features/jobs/jobs-page').then((file) => file.JobsPage),
  },
  {
    path: 'verwaltung/webhooks',
    title: 'title.webhooks',
    loadComponent: () => import('./features/webhooks/webhook-list').then((file) => file.WebhookList),
  },
  {
    path: 'verwaltung/webhooks/neu',
    title: 'webhooks.add',
    loadComponent: () => import('./features/webhooks/webhook-form').then((file) => file.WebhookForm),
  },
  {
    path: 'verwaltung/webhooks/:id',
    title: 'title.webhook',
    loadComponent: () => import('./features/webhooks/webhook-page').then((file) => file.WebhookPage),
  },
  {
    path: 'verwaltung/webhooks/:id/bearbeiten',
    title: 'webhooks.edit',
    loadComponent: () => import('./features/webhooks/webhook-form').then((file) => file.WebhookForm),
  },
  {
    path: 'exporte',
    title: 'title.exports',
    loadComponent: () => import('./features/exports/exports-page').then((file) => file.ExportsPage),
  },
  {
    path: 'einstellungen',
    title: 'title.settings',
    loadComponent: () => import('./features/settings/settings-page').then((file) => file.SettingsPage),
  },
  ...legalRoutes,
  {
    path: '**',
    title: 'notFound.heading',
    loadComponent: () => import('./core/not-found').then((file) => file.NotFound),
  },
];
