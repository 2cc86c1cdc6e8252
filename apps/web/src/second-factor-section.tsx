import { useEffect, useState } from 'react';
import {
  beginEnrolment,
  confirmEnrolment,
  type Enrolment,
  removeSecondFactor,
  renewRecoveryCodes,
  secondFactor,
  type SecondFactorState,
} from './api';
import { CodeField, codeOf } from './code-field';
import { EnrolmentFields } from './enrolment-fields';
import { FormWithProblem } from './form-with-problem';
import { RecoveryCodes } from './recovery-codes';

/** The second factor of whoever is signed in: to set up, to renew its recovery codes, to switch off. */
export function SecondFactorSection() {
  const [state, setState] = useState<SecondFactorState>();
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [codes, setCodes] = useState<readonly string[]>();
  useEffect(() => {
    secondFactor().then(setState, () => undefined);
  }, [codes, enrolment]);

  const shown = (fresh: readonly string[]) => {
    setEnrolment(undefined);
    setCodes(fresh);
  };
  const removed = () => {
    setCodes(undefined);
    setState({ enrolled: false, recoveryCodesLeft: 0, required: false });
  };

  if (!state) return null;
  return (
    <section data-testid="second-factor">
      <h2>Second factor</h2>
      {codes && <RecoveryCodes codes={codes} />}
      {enrolment ? (
        <FormWithProblem
          action="Switch on"
          testId="enrolment-confirm"
          onSubmit={async (form) => shown(await confirmEnrolment(codeOf(form)))}
        >
          <EnrolmentFields {...enrolment} />
        </FormWithProblem>
      ) : state.enrolled ? (
        <Present state={state} onRenewed={shown} onRemoved={removed} />
      ) : (
        <Absent onBegun={setEnrolment} />
      )}
    </section>
  );
}

function Absent({ onBegun }: { onBegun: (enrolment: Enrolment) => void }) {
  return (
    <FormWithProblem
      action="Set up"
      testId="enrolment-begin"
      onSubmit={async (form) => onBegun(await beginEnrolment(form.get('present') as string))}
    >
      <p>Codes of an authenticator app, asked for after your password.</p>
      <label>
        Present password
        <input name="present" type="password" autoComplete="current-password" data-again required />
      </label>
    </FormWithProblem>
  );
}

function Present(props: {
  state: SecondFactorState;
  onRenewed: (codes: readonly string[]) => void;
  onRemoved: () => void;
}) {
  const { state, onRenewed, onRemoved } = props;
  const [removing, setRemoving] = useState(false);
  const submit = async (form: FormData) => {
    if (!removing) return onRenewed(await renewRecoveryCodes(codeOf(form)));
    await removeSecondFactor(codeOf(form));
    onRemoved();
  };
  return (
    <FormWithProblem
      action={removing ? 'Switch off' : 'New recovery codes'}
      testId="second-factor-change"
      onSubmit={submit}
    >
      <p>It is on. {state.recoveryCodesLeft} recovery codes are left.</p>
      <CodeField label="Code of your app, or a recovery code" />
      {!state.required && (
        <label className="choice">
          <input type="checkbox" checked={removing} onChange={(event) => setRemoving(event.target.checked)} />
          Switch the second factor off
        </label>
      )}
    </FormWithProblem>
  );
}
