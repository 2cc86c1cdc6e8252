import type { ReactNode } from 'react';
import { Dialog } from './dialog';
import { Icon } from './icons';

interface DrawerProps {
  /** For tests: `versions` makes `versions-drawer` and `versions-close`. */
  readonly name: string;
  readonly title: string;
  /** The title unless told. */
  readonly label?: string;
  /** What stands below the title. */
  readonly about: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialogue at the side, with a title and a button that closes it. */
export function Drawer({ name, title, label = title, about, onClose, children }: DrawerProps) {
  return (
    <Dialog className="drawer" label={label} testId={`${name}-drawer`} onClose={onClose}>
      <header>
        <div>
          <h2>{title}</h2>
          {about}
        </div>
        <button
          type="button"
          className="ghost square"
          aria-label="Close"
          data-testid={`${name}-close`}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      {children}
    </Dialog>
  );
}
