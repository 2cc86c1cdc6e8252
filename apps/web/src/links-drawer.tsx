import { useCallback, useEffect, useState } from 'react';
import { createLink, listLinks, revokeLink, type ShareLink, type ShareTarget } from './api';
import { Drawer } from './drawer';
import { formatMoment } from './format';
import { useToasts } from './toasts';

interface LinksDrawerProps {
  readonly target: ShareTarget;
  readonly onClose: () => void;
}

/** Links that open a file, or each file of a folder, for whoever has them. The address of one is shown once: the server keeps no copy of it. */
export function LinksDrawer({ target, onClose }: LinksDrawerProps) {
  const [links, setLinks] = useState<readonly ShareLink[]>();
  const [address, setAddress] = useState<string>();
  const [password, setPassword] = useState('');
  const toasts = useToasts();

  const load = useCallback(() => listLinks(target).then(setLinks, toasts.failed), [target, toasts]);
  useEffect(() => void load(), [load]);

  const create = async (rights: ShareLink['rights']) => {
    try {
      setAddress((await createLink(target, rights, password)).url);
      setPassword('');
      await load();
    } catch (error) {
      toasts.failed(error);
    }
  };
  const revoke = async ({ id }: ShareLink) => {
    try {
      await revokeLink(id);
      toasts.done('The link opens nothing any more.');
      setAddress(undefined);
      await load();
    } catch (error) {
      toasts.failed(error);
    }
  };

  return (
    <Drawer
      name="links"
      title="Links"
      label={`Links to ${target.name}`}
      about={
        <p>
          <bdi>{target.name}</bdi>
        </p>
      }
      onClose={onClose}
    >
      <div className="links">
        <input
          type="text"
          aria-label="Password of a new link"
          placeholder="Password of a new link, if it shall have one"
          autoComplete="off"
          data-testid="link-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <div className="buttons">
          <button type="button" data-testid="link-create-view" onClick={() => void create('view')}>
            New link to view
          </button>
          <button type="button" data-testid="link-create-edit" onClick={() => void create('edit')}>
            New link to edit
          </button>
        </div>
        {address !== undefined && <Address address={address} />}
        {links?.length === 0 && <p>Nobody can open this {target.kind} by a link.</p>}
        <ul>
          {links?.map((link) => (
            <LinkRow key={link.id} link={link} onRevoke={() => void revoke(link)} />
          ))}
        </ul>
      </div>
    </Drawer>
  );
}

function Address({ address }: { address: string }) {
  const toasts = useToasts();
  const copy = () =>
    navigator.clipboard.writeText(address).then(() => toasts.done('The link is copied.'), toasts.failed);
  return (
    <div className="address">
      <p>Copy it now: it is not shown again.</p>
      <input
        readOnly
        aria-label="The new link"
        data-testid="link-address"
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" className="primary" data-testid="link-copy" onClick={() => void copy()}>
        Copy
      </button>
    </div>
  );
}

function LinkRow({ link, onRevoke }: { link: ShareLink; onRevoke: () => void }) {
  return (
    <li data-testid="link-row" data-rights={link.rights}>
      <div>
        <strong>{link.rights === 'edit' ? 'Can edit' : 'Can view'}</strong>
        <p>
          until <time dateTime={link.expiresAt}>{formatMoment(new Date(link.expiresAt))}</time>, made by{' '}
          <bdi>{link.createdByName}</bdi>
          {link.guarded && ', with a password'}
        </p>
      </div>
      <button type="button" data-testid="link-revoke" onClick={onRevoke}>
        Revoke
      </button>
    </li>
  );
}
