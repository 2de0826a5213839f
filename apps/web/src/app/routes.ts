import { Routes } from '@angular/router';
import { firstPage } from './core/first-page';

export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: firstPage },
  {
    path: 'posteingang',
    title: 'title.inbox',
    loadComponent: () => import('./features/inbox/inbox-page').then((file) => file.InboxPage),
  },
  {
    path: 'uebersicht',
    title: 'title.overview',
    loadComponent: () => import('./features/overview/overview-page').then((file) => file.OverviewPage),
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
    path: 'vorhaben/:id',
    title: 'title.project',
    loadComponent: () => import('./features/projects/project-page').then((file) => file.ProjectPage),
  },
  {
    path: 'vorhaben/:id/laufzettel',
    title: 'title.slip',
    loadComponent: () => import('./features/projects/slip-page').then((file) => file.SlipPage),
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
    path: 'verwaltung',
    title: 'title.administration',
    loadComponent: () =>
      import('./features/administration/administration-page').then((file) => file.AdministrationPage),
  },
  {
    path: '**',
    title: 'notFound.heading',
    loadComponent: () => import('./core/not-found').then((file) => file.NotFound),
  },
];
