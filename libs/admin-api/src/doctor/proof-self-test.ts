import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { discoveryProofKey, proofKeySet, signProof, verifyProof } from '#wopi-protocol';

/** Signs a made-up call and checks it with the keys as a discovery publishes them. Answers what was seen. */
export async function proofSelfTest(): Promise<{ ok: boolean; seen: string }> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const keys = proofKeySet(discoveryProofKey(privateKey, privateKey));
  const accessToken = 'self-test';
  const url = `https://host.invalid/wopi/files/1?access_token=${accessToken}`;
  const signed = signProof({ url, accessToken }, { current: privateKey });
  const headers = {
    proof: signed['X-WOPI-Proof'],
    proofOld: signed['X-WOPI-ProofOld'],
    timestamp: signed['X-WOPI-TimeStamp'],
  };
  const right = verifyProof({ url, accessToken, headers }, keys);
  const wrong = verifyProof({ url: `${url}x`, accessToken, headers }, keys);
  const ok = right.ok && !wrong.ok;
  return {
    ok,
    seen: ok
      ? 'a signed call passes, a changed one does not'
      : 'a signed call and a changed one are not told apart',
  };
}
