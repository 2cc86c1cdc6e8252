import { useCallback, useRef, useState } from 'react';
import { upload } from './api';
import { formatSize } from './format';
import { useToasts } from './toasts';

export interface Upload {
  readonly id: number;
  readonly name: string;
  /** From 0 to 1; at 1 the server is still storing it. */
  readonly progress: number;
  readonly cancel: () => void;
}

/** Uploads under way, one after another, so that each gets the whole line. */
export function useUploads(maxFileBytes: number, onUploaded: () => Promise<void>) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const lastId = useRef(0);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const toasts = useToasts();

  const send = useCallback(
    async (id: number, file: File, folder: string | undefined, signal: AbortSignal) => {
      const onProgress = (progress: number) =>
        setUploads((now) => now.map((one) => (one.id === id ? { ...one, progress } : one)));
      try {
        if (signal.aborted) return;
        const stored = await upload(file, folder, onProgress, signal);
        toasts.done(
          stored.name === file.name
            ? `“${file.name}” is uploaded.`
            : `“${file.name}” is uploaded as “${stored.name}”.`,
        );
        await onUploaded();
      } catch (error) {
        if (!signal.aborted) toasts.failed(error);
      } finally {
        setUploads((now) => now.filter((one) => one.id !== id));
      }
    },
    [onUploaded, toasts],
  );

  const add = useCallback(
    (files: readonly File[], folder?: string) => {
      for (const file of files) {
        if (file.size > maxFileBytes) {
          toasts.failed(
            new Error(`“${file.name}” is larger than this server accepts (${formatSize(maxFileBytes)}).`),
          );
          continue;
        }
        const id = ++lastId.current;
        const controller = new AbortController();
        const cancel = () => {
          controller.abort();
          setUploads((now) => now.filter((one) => one.id !== id));
        };
        setUploads((now) => [...now, { id, name: file.name, progress: 0, cancel }]);
        queue.current = queue.current.then(() => send(id, file, folder, controller.signal));
      }
    },
    [maxFileBytes, send, toasts],
  );

  return { uploads, add };
}
