import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from './icons';

export type MenuEntry =
  | 'separator'
  | {
      readonly id: string;
      readonly text: string;
      readonly testId?: string;
      readonly danger?: boolean;
      readonly href?: string;
      readonly newTab?: boolean;
      readonly download?: boolean;
      readonly onPick?: () => void;
    };

/** A menu button as the ARIA practices describe it: arrows, Home, End, first letters, Escape. */
export function FileMenu({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const menuId = useId();
  // A press on the button closes an open menu by itself, before the click that would open it again.
  const wasOpen = useRef(false);

  useEffect(() => {
    if (!open || !menu.current || !button.current) return;
    const list = menu.current;
    list.showPopover();
    place(list, button.current.getBoundingClientRect());
    itemsOf(list)[0]?.focus();
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') setOpen(false);
    };
    const onMove = () => list.hidePopover();
    list.addEventListener('toggle', onToggle);
    addEventListener('scroll', onMove, { capture: true, passive: true });
    addEventListener('resize', onMove);
    return () => {
      list.removeEventListener('toggle', onToggle);
      removeEventListener('scroll', onMove, { capture: true });
      removeEventListener('resize', onMove);
    };
  }, [open]);

  const close = () => {
    menu.current?.hidePopover();
    button.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const items = itemsOf(event.currentTarget);
    const next = nextItem(items, items.indexOf(document.activeElement as HTMLElement), event.key);
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') return close();
    else if (!next) return;
    next?.focus();
    event.preventDefault();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className="ghost square"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        aria-label={label}
        data-testid="file-menu"
        onPointerDown={() => (wasOpen.current = open)}
        onClick={() => {
          setOpen(!wasOpen.current);
          wasOpen.current = false;
        }}
      >
        <Icon name="more" />
      </button>
      {open && (
        <div
          ref={menu}
          id={menuId}
          className="menu"
          role="menu"
          aria-label={label}
          popover="auto"
          onKeyDown={onKeyDown}
        >
          {entries.map((entry, index) =>
            entry === 'separator' ? (
              <hr key={index} />
            ) : (
              <Item key={entry.id} entry={entry} onPicked={close} />
            ),
          )}
        </div>
      )}
    </>
  );
}

function Item({ entry, onPicked }: { entry: Exclude<MenuEntry, 'separator'>; onPicked: () => void }) {
  const common = {
    role: 'menuitem',
    tabIndex: -1,
    className: entry.danger ? 'danger' : undefined,
    'data-testid': entry.testId ?? `menu-${entry.id}`,
  };
  if (entry.href !== undefined) {
    const tab = entry.newTab ? { target: '_blank', rel: 'noopener' } : {};
    return (
      <a {...common} {...tab} href={entry.href} download={entry.download} onClick={onPicked}>
        {entry.text}
      </a>
    );
  }
  const pick = () => {
    onPicked();
    entry.onPick?.();
  };
  return (
    <button {...common} type="button" onClick={pick}>
      {entry.text}
    </button>
  );
}

const itemsOf = (menu: HTMLElement) => [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];

function nextItem(items: readonly HTMLElement[], current: number, key: string): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(current + 1) % items.length];
  if (key === 'ArrowUp') return items.at(current - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const turned = [...items.slice(current + 1), ...items.slice(0, current + 1)];
  return turned.find((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}

/** Below the button, right edges in line; above it where there is more room. */
function place(menu: HTMLElement, anchor: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  const below = anchor.bottom + 4;
  const top = below + height > innerHeight - 8 ? Math.max(8, anchor.top - height - 4) : below;
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(8, anchor.right - width)}px`;
}
