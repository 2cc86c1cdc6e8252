import { useCallback, useEffect, useState } from 'react';
import {
  type DirectoryEntry,
  listShares,
  removeShare,
  type Right,
  RIGHTS,
  setShare,
  type ShareTarget,
  type Share,
  type Shares,
} from './api';
import { Drawer } from './drawer';
import { GranteePicker } from './grantee-picker';
import { SecureViewSwitch } from './secure-view-switch';
import { useToasts } from './toasts';

const WORDS: Record<Right, string> = {
  view: 'Can view',
  comment: 'Can comment',
  edit: 'Can edit',
  manage: 'Can manage',
};

interface ShareDrawerProps {
  readonly target: ShareTarget;
  readonly onClose: () => void;
}

/** Who may do what with a file or a folder. */
export function ShareDrawer({ target, onClose }: ShareDrawerProps) {
  const [listed, setListed] = useState<Shares>();
  const [rights, setRights] = useState<Right>('view');
  const toasts = useToasts();

  const load = useCallback(() => listShares(target).then(setListed, toasts.failed), [target, toasts]);
  useEffect(() => void load(), [load]);

  const change = async (work: Promise<void>) => {
    await work.catch(toasts.failed);
    await load();
  };

  return (
    <Drawer
      name="share"
      title="Share"
      label={`Share ${target.name}`}
      about={
        <p>
          <bdi>{target.name}</bdi>
        </p>
      }
      onClose={onClose}
    >
      <div className="links">
        <div className="grant">
          <RightSelect label="Right to give" testId="share-right" rights={rights} onChange={setRights} />
          <GranteePicker onPick={({ id }: DirectoryEntry) => void change(setShare(target, id, rights))} />
        </div>
        {listed?.shares.length === 0 && <p>It is shared with nobody by itself.</p>}
        <ul>
          {listed?.shares.map((share) => (
            <ShareRow
              key={share.id}
              share={share}
              onChange={(right) => void change(setShare(target, share.id, right))}
              onRemove={() => void change(removeShare(target, share.id))}
            />
          ))}
        </ul>
        {listed && listed.inherited.length > 0 && <Inherited inherited={listed.inherited} />}
        {target.kind === 'file' && <SecureViewSwitch fileId={target.id} />}
      </div>
    </Drawer>
  );
}

interface RightSelectProps {
  readonly label: string;
  readonly testId: string;
  readonly rights: Right;
  readonly onChange: (rights: Right) => void;
}

function RightSelect({ label, testId, rights, onChange }: RightSelectProps) {
  return (
    <select
      aria-label={label}
      data-testid={testId}
      value={rights}
      onChange={(event) => onChange(event.currentTarget.value as Right)}
    >
      {RIGHTS.map((right) => (
        <option key={right} value={right}>
          {WORDS[right]}
        </option>
      ))}
    </select>
  );
}

interface ShareRowProps {
  readonly share: Share;
  readonly onChange: (rights: Right) => void;
  readonly onRemove: () => void;
}

function ShareRow({ share, onChange, onRemove }: ShareRowProps) {
  return (
    <li data-testid="share-row" data-rights={share.rights}>
      <strong>
        <bdi>{share.name}</bdi>
      </strong>
      <div className="buttons">
        <RightSelect
          label={`Right of ${share.name}`}
          testId="share-row-right"
          rights={share.rights}
          onChange={onChange}
        />
        <button type="button" data-testid="share-remove" onClick={onRemove}>
          Remove<span className="unseen"> {share.name}</span>
        </button>
      </div>
    </li>
  );
}

function Inherited({ inherited }: { inherited: Shares['inherited'] }) {
  return (
    <section>
      <h3>By a folder</h3>
      <ul>
        {inherited.map((share, index) => (
          <li key={index} data-testid="share-inherited" data-rights={share.rights}>
            <strong>
              <bdi>{share.name}</bdi>
            </strong>
            <p>
              {WORDS[share.rights]}, by{' '}
              {share.fromName === null ? 'a folder above' : <bdi>{share.fromName}</bdi>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
