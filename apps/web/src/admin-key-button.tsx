import { useEffect, useState } from 'react';
import { adminRoles, createAdminKey } from './api';
import { Dialog } from './dialog';
import { useToasts } from './toasts';

/** For people whose groups give them a role of the admin API; nothing for others. */
export function AdminKeyButton() {
  const [roles, setRoles] = useState<readonly string[]>([]);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    adminRoles().then(setRoles, () => undefined);
  }, []);
  if (roles.length === 0) return null;
  return (
    <>
      <button type="button" className="ghost" data-testid="admin-key-open" onClick={() => setOpen(true)}>
        Administration
      </button>
      {open && <AdminKeyDialog roles={roles} onClose={() => setOpen(false)} />}
    </>
  );
}

function AdminKeyDialog({ roles, onClose }: { roles: readonly string[]; onClose: () => void }) {
  const [key, setKey] = useState<string>();
  const toasts = useToasts();
  const make = (role: string) => createAdminKey(role).then((made) => setKey(made.key), toasts.failed);
  return (
    <Dialog className="confirm" label="Administration" testId="admin-key-dialog" onClose={onClose}>
      <h2>A key for wopictl and the admin API</h2>
      {key === undefined ? (
        <p>It is good for twelve hours, and as long as your groups give you the role.</p>
      ) : (
        <div className="address">
          <p>Copy it now: it is not shown again. wopictl reads it from ADMIN_API_KEY.</p>
          <input readOnly aria-label="The new key" data-testid="admin-key" value={key} />
        </div>
      )}
      <div className="buttons">
        <button type="button" onClick={onClose}>
          Close
        </button>
        {key === undefined &&
          roles.map((role) => (
            <button
              type="button"
              className="primary"
              key={role}
              data-role={role}
              onClick={() => void make(role)}
            >
              As {role}
            </button>
          ))}
      </div>
    </Dialog>
  );
}
