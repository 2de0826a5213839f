import { JOB_WORDS } from './job-words';

it('tells of the log of deliveries that the night deletes', () => {
  expect(JOB_WORDS.cleanUp.does.de).toMatch(/Zustellungen an Webhooks nach dreißig/);
  expect(JOB_WORDS.cleanUp.does.en).toMatch(/deliveries to webhooks after thirty/);
});

it('tells of the secrets that the night seals, and of the clear copies that it removes', () => {
  expect(JOB_WORDS.cleanUp.does.de).toMatch(/Geheimnisse von Webhooks verschlüsselt .* im Klartext/);
  expect(JOB_WORDS.cleanUp.does.en).toMatch(/secrets of webhooks encrypted .* in the clear/);
});
