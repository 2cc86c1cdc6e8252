import { useState } from 'react';
import { Dialog } from './dialog';
import { PasswordForm } from './password-form';
import { SecondFactorSection } from './second-factor-section';

/** How somebody signs in, for himself to change. */
export function SecurityButton() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" className="ghost" data-testid="security-open" onClick={() => setOpen(true)}>
        Security
      </button>
      {open && (
        <Dialog className="confirm" label="Security" testId="security-dialog" onClose={close}>
          <PasswordForm onDone={close} />
          <SecondFactorSection />
          <div className="buttons">
            <button type="button" data-testid="security-close" onClick={close}>
              Close
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
