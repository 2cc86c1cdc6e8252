import { useCallback, useEffect, useState } from 'react';
import { listRecovered, type RecoveredSave } from './api';
import { useToasts } from './toasts';

/** What could not be saved: loaded at first, whenever the page gets attention again, and on demand. */
export function useRecovered(): { saves: readonly RecoveredSave[]; refresh: () => Promise<void> } {
  const [saves, setSaves] = useState<readonly RecoveredSave[]>([]);
  const toasts = useToasts();
  const refresh = useCallback(() => listRecovered().then(setSaves, toasts.failed), [toasts]);
  useEffect(() => {
    void refresh();
    const onAttention = () => void refresh();
    window.addEventListener('focus', onAttention);
    return () => window.removeEventListener('focus', onAttention);
  }, [refresh]);
  return { saves, refresh };
}
