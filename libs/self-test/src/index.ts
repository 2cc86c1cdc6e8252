/** Calls that a process makes to itself, or to another, through the address that editors use; they reach no file and store nothing. */
export { selfTestListener, type SelfTestListener } from './self-test-listener.js';
export { type SelfTest, SelfTestCaller } from './self-test-caller.js';
export { SelfTestRefused, type SelfTestAnswer } from './self-test-answer.js';
