import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Icon } from './icons';

interface Toast {
  readonly id: number;
  readonly kind: 'done' | 'error';
  readonly text: string;
}

interface Toaster {
  /** Something was done as asked. */
  done(text: string): void;
  /** An error's sentence, until it is closed or ten seconds are over. */
  readonly failed: (error: unknown) => void;
}

const SHOWN_MS = { done: 4_000, error: 10_000 };
const ToasterContext = createContext<Toaster>({ done: () => undefined, failed: () => undefined });

export const useToasts = () => useContext(ToasterContext);

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);
  const list = useRef<HTMLDivElement>(null);

  // The browser's top layer has dialogues in it, too; what was shown last lies above the others.
  useEffect(() => {
    list.current?.hidePopover();
    list.current?.showPopover();
  }, [toasts]);

  const dismiss = useCallback((id: number) => setToasts((now) => now.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (kind: Toast['kind'], text: string) => {
      const id = ++lastId.current;
      setToasts((now) => [...now.slice(-3), { id, kind, text }]);
      setTimeout(() => dismiss(id), SHOWN_MS[kind]);
    },
    [dismiss],
  );
  const toaster = useMemo<Toaster>(
    () => ({
      done: (text) => show('done', text),
      failed: (error) => show('error', error instanceof Error ? error.message : String(error)),
    }),
    [show],
  );

  return (
    <ToasterContext value={toaster}>
      {children}
      <div className="toasts" role="status" aria-live="polite" popover="manual" ref={list}>
        {toasts.map((toast) => (
          <div
            key={toast.id}
            className={`toast toast-${toast.kind}`}
            data-testid="toast"
            data-kind={toast.kind}
          >
            <Icon name={toast.kind === 'done' ? 'check' : 'alert'} />
            <span>{toast.text}</span>
            <button
              type="button"
              className="ghost square"
              aria-label="Dismiss"
              onClick={() => dismiss(toast.id)}
            >
              <Icon name="close" />
            </button>
          </div>
        ))}
      </div>
    </ToasterContext>
  );
}
