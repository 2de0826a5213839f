import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../platform';
import { checkUpload, type CheckedFile } from './check-upload';
import type { Upload } from './document-store';
import { scanForViruses, type ScanConfig } from './virus-scan';

/** What a file has to pass before it is kept: it is what its ending says and harmless, and the scanner finds nothing. */
@Injectable()
export class UploadCheck {
  constructor(@Inject(CONFIG) private readonly config: ScanConfig) {}

  async check(upload: Upload): Promise<CheckedFile> {
    const checked = await checkUpload(upload, upload.fileName);
    await scanForViruses(upload.path, this.config);
    return checked;
  }
}
