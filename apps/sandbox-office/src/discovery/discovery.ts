import { discoveryProofKey, type Discovery, type DiscoveryAction, type DiscoveryApp } from '#wopi-protocol';
import { TEXT_EXTENSIONS } from '../documents/document.js';
import type { ProofKeys } from './proof-keys.js';

/** The placeholders that Office for the web offers in its own actions. */
const PLACEHOLDERS =
  '<ui=UI_LLCC&><rs=DC_LLCC&><dchat=DISABLE_CHAT&><hid=HOST_SESSION_ID&><sc=SESSION_CONTEXT&>' +
  '<wopisrc=WOPI_SOURCE&><showpagestats=PERFSTATS&><IsLicensedUser=BUSINESS_USER&><actnavid=ACTIVITY_NAVIGATION_ID&>';

/** What the sandbox can do, addressed to its public origin. */
export function sandboxDiscovery(publicUrl: string, keys: ProofKeys): Discovery {
  const app = (name: string, icon: string, actions: DiscoveryAction[]): DiscoveryApp => ({
    name,
    favIconUrl: `${publicUrl}/static/${icon}.svg`,
    checkLicense: false,
    actions,
  });
  const view = (ext: string): DiscoveryAction => ({
    name: 'view',
    ext,
    default: true,
    urlsrc: `${publicUrl}/view?${PLACEHOLDERS}`,
  });
  const edit = (ext: string): DiscoveryAction => ({
    name: 'edit',
    ext,
    requires: 'locks,update',
    urlsrc: `${publicUrl}/edit?${PLACEHOLDERS}`,
  });
  return {
    zones: [
      {
        name: publicUrl.startsWith('https:') ? 'external-https' : 'external-http',
        apps: [
          app('Word', 'word', [view('docx'), edit('docx')]),
          app('Excel', 'excel', [view('xlsx')]),
          app(
            'Text',
            'text',
            TEXT_EXTENSIONS.flatMap((ext) => [view(ext), edit(ext)]),
          ),
        ],
      },
    ],
    proofKey: discoveryProofKey(keys.current, keys.old),
  };
}
