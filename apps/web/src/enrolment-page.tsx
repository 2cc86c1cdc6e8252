import { useEffect, useRef, useState } from 'react';
import { type Arrived, beginRequiredEnrolment, confirmRequiredEnrolment, type Enrolment } from './api';
import { codeOf } from './code-field';
import { EnrolmentFields } from './enrolment-fields';
import { RecoveryCodes } from './recovery-codes';
import { SignInCard } from './sign-in-card';
import { useToasts } from './toasts';

/** Has whoever has a role that needs a second factor set one up. */
export function EnrolmentPage({ onDone }: { onDone: (arrived: Arrived) => void }) {
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [done, setDone] = useState<{ recoveryCodes: readonly string[]; arrived: Arrived }>();
  const { failed } = useToasts();
  const asked = useRef(false);
  useEffect(() => {
    // A second request would make a second secret.
    if (asked.current) return;
    asked.current = true;
    beginRequiredEnrolment().then(setEnrolment, failed);
  }, [failed]);

  if (done)
    return (
      <SignInCard
        title="Your recovery codes"
        action="I have kept them"
        busyAction="Going on…"
        testId="recovery-codes-form"
        onSubmit={async () => onDone(done.arrived)}
      >
        <RecoveryCodes codes={done.recoveryCodes} />
      </SignInCard>
    );
  return (
    <SignInCard
      title="Set up a second factor"
      action="Go on"
      busyAction="Going on…"
      testId="enrolment-form"
      onSubmit={async (form) => setDone(await confirmRequiredEnrolment(codeOf(form)))}
    >
      <p>Your role needs one beside the password.</p>
      {enrolment && <EnrolmentFields {...enrolment} />}
    </SignInCard>
  );
}
