/** What somebody whose password was right has still to do before he is signed in. */
export type SignInStep = 'new-password';
