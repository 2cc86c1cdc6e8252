/** How a customer's instance comes behind the proxy: settings for its side, and a look at it from outside. */
export { ONBOARDING_OPTIONS, type OnboardingOptions } from './onboarding-options.js';
export { OnboardingModule } from './onboarding.module.js';
export type { ComparedReport, Finding, FindingOutcome, InstanceReport } from './report.js';
export { type PastedSettings, settingsToPaste } from './settings-to-paste.js';
export { Verification } from './verification.js';
export { VerificationBusy } from './verification-busy.js';
