import type { Language, WebhookPause } from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { workItems, type JobPayload, type Transaction } from '../platform';

const SUBJECT = { de: 'Ein Ziel für Ereignisse ist angehalten', en: 'A target of events is paused' };
const BECAUSE = {
  failing: {
    de: 'seit drei Tagen kommt bei {host} nichts mehr an. Querraum sendet dorthin nicht weiter und hebt auf, was ansteht.',
    en: 'for three days nothing has arrived at {host}. Querraum sends nothing more there and keeps what waits.',
  },
  gone: {
    de: '{host} hat geantwortet, dass es das Ziel nicht mehr gibt (410). Querraum sendet dorthin nicht weiter und hebt auf, was ansteht.',
    en: '{host} has answered that the target is gone (410). Querraum sends nothing more there and keeps what waits.',
  },
} as const satisfies Record<Exclude<WebhookPause, 'admin'>, LocalizedText>;
const WORDS = {
  greeting: { de: 'Guten Tag,', en: 'Hello,' },
  todo: {
    de: 'Warum, und was zu tun ist, steht hier:',
    en: 'Why, and what is to be done, stands here:',
  },
  why: {
    de: 'Sie bekommen diese Nachricht, weil Sie Querraum in Ihrem Haus verwalten.',
    en: 'You receive this message because you administer Querraum in your house.',
  },
} as const satisfies Record<string, LocalizedText>;

interface Keeper {
  personId: string;
  email: string;
  language: Language;
}

const KEEPERS = 'select * from app.webhook_keepers($1)';

/** One mail to each administrator of the house, once for each pause: the revision tells one from another. */
export async function tellKeepers(
  tx: Transaction,
  { tenantId, webhookId, revision }: { tenantId: string; webhookId: string; revision: number },
): Promise<void> {
  const keepers = await tx.rows<Keeper>(KEEPERS, [tenantId]);
  if (keepers.length === 0) return;
  await workItems.addAll(
    tx,
    keepers.map(({ personId }) =>
      workItems.row('mailPausedWebhook', {
        payload: { tenantId, webhookId, personId, revision },
        dueAt: tx.now,
        dedupeKey: `mailPausedWebhook:${webhookId}:${revision}:${personId}`,
      }),
    ),
  );
}

/** Nothing, if the target runs again meanwhile or the person keeps it no more. Of it only the name of its machine is said. */
export async function pausedMail(
  tx: Transaction,
  { tenantId, webhookId, personId }: JobPayload<'mailPausedWebhook'>,
  publicUrl: string,
): Promise<{ to: string; subject: string; text: string; settingsUrl: string } | undefined> {
  await tx.rows("select set_config('app.served_webhook', $1, true)", [webhookId]);
  const [target] = await tx.rows<{ url: string; because: keyof typeof BECAUSE }>(
    `select url, paused_because as because from webhook
     where id = $1 and ended_at is null and state = 'paused' and paused_because <> 'admin'`,
    [webhookId],
  );
  const keeper = (await tx.rows<Keeper>(KEEPERS, [tenantId])).find((one) => one.personId === personId);
  if (!target || !keeper) return undefined;
  const root = publicUrl.replace(/\/+$/, '');
  const { language, email } = keeper;
  const settingsUrl = `${root}/einstellungen`;
  const paragraphs = [
    WORDS.greeting[language],
    BECAUSE[target.because][language].replace('{host}', new URL(target.url).host),
    `${WORDS.todo[language]} ${root}/verwaltung/webhooks/${webhookId}`,
    `--\n${WORDS.why[language]} ${settingsUrl}`,
  ];
  return { to: email, subject: SUBJECT[language], text: `${paragraphs.join('\n\n')}\n`, settingsUrl };
}
