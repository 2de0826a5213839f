import { comments } from './rules/comments.mjs';
import { constantSql } from './rules/constant-sql.mjs';
import { fileNames } from './rules/file-names.mjs';
import { rawHtml } from './rules/raw-html.mjs';
import { rooms } from './rules/rooms.mjs';
import { translated } from './rules/translated.mjs';
import { wholeTests } from './rules/whole-tests.mjs';

/** The rules of this house that no published plugin knows. */
export const house = {
  rules: {
    comments,
    'constant-sql': constantSql,
    'file-names': fileNames,
    'raw-html': rawHtml,
    rooms,
    translated,
    'whole-tests': wholeTests,
  },
};
