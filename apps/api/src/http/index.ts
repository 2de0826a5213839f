export { Answers, PublicAnswers, PublicBytes } from './answers';
export { callerOf, Public, tokenLifetime } from './authentication.guard';
export { TakesFormFile, UploadedFormFile } from './form-file';
export { InvalidInput } from './invalid-input';
export { CurrentCaller, IdempotencyKey, PathId, Revision } from './parameters';
export { hasLeft, leftBefore, readForm } from './read-form';
export { tagged } from './tagged';
