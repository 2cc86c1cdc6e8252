import type { Enrolment } from './api';
import { CodeField } from './code-field';
import { QrCode } from './qr-code';

/** What an authenticator app is to learn, and the code that shows that it has. */
export function EnrolmentFields({ secret, uri }: Enrolment) {
  return (
    <>
      <p>Scan this with an authenticator app, or type the key into it. Then type the code that it shows.</p>
      <QrCode text={uri} label="QR code for an authenticator app" />
      <code className="key" data-testid="second-factor-key">
        {secret.match(/.{1,4}/g)?.join(' ')}
      </code>
      <CodeField label="Code of the app" autoFocus />
    </>
  );
}
