import type { Arrived, Unfinished } from './api';
import { CodePage } from './code-page';
import { EnrolmentPage } from './enrolment-page';
import { NewPasswordPage } from './new-password-page';

/** What is still to be done before somebody is signed in. */
export function StepPage({ visitor, onDone }: { visitor: Unfinished; onDone: (arrived: Arrived) => void }) {
  switch (visitor.step) {
    case 'second-factor':
      return <CodePage onDone={onDone} />;
    case 'new-password':
      return <NewPasswordPage login={visitor.user.login} onDone={onDone} />;
    case 'enrolment':
      return <EnrolmentPage onDone={onDone} />;
  }
}
