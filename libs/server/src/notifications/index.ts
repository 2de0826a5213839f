export { composeDeputation, tellDeputation } from './deputation-mail';
export { composeDigest, runDigest } from './digest';
export * from './mail-delivery';
export * from './mail-log.service';
export * from './mail-recipients';
export { fill, oneLine, rootOf, settingsUrl } from './mail-text';
export * from './notification-settings.service';
export { beginPersonMail, endPersonMail, owePersonMail, type Compose, type OwnSubject } from './person-mail';
