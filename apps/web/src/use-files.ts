import { useCallback, useEffect, useRef, useState } from 'react';
import { type FileSummary, listFiles } from './api';
import { useToasts } from './toasts';

/** The list of files: loaded at first, whenever the page gets attention again, and on demand. */
export function useFiles(): { files: readonly FileSummary[] | undefined; refresh: () => Promise<void> } {
  const [files, setFiles] = useState<readonly FileSummary[]>();
  const newest = useRef(0);
  const toasts = useToasts();

  const refresh = useCallback(async () => {
    const mine = ++newest.current;
    try {
      const listed = await listFiles();
      // An answer that was overtaken by a later one would bring back what has changed meanwhile.
      if (mine === newest.current) setFiles(listed);
    } catch (error) {
      toasts.failed(error);
    }
  }, [toasts]);

  useEffect(() => {
    void refresh();
    const onAttention = () => {
      if (document.visibilityState === 'visible') void refresh();
    };
    window.addEventListener('focus', onAttention);
    document.addEventListener('visibilitychange', onAttention);
    return () => {
      window.removeEventListener('focus', onAttention);
      document.removeEventListener('visibilitychange', onAttention);
    };
  }, [refresh]);

  return { files, refresh };
}
