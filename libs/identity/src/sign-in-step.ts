/** What somebody whose password was right has still to do before he is signed in; in this order. */
export type SignInStep = 'second-factor' | 'new-password' | 'enrolment';
