import { useEffect, useRef } from 'react';
import { type FileSummary, getFile, includesRight, type Right } from './api';
import { useToasts } from './toasts';

/** Editors link to a file's history as /?versions=ID, to its links as /?links=ID; the file may be somebody else's. */
export function useFileFromAddress(
  name: 'versions' | 'links',
  needed: Right,
  show: (file: FileSummary) => void,
): void {
  const asked = useRef(new URLSearchParams(location.search).get(name));
  const toasts = useToasts();
  useEffect(() => {
    const id = asked.current;
    if (!id) return;
    asked.current = null;
    history.replaceState(null, '', '/');
    const shown = (file: FileSummary) => {
      if (includesRight(file.rights, needed)) show(file);
      else toasts.failed(new Error(`You may see “${file.name}”, but not who has links to it.`));
    };
    getFile(encodeURIComponent(id)).then(shown, toasts.failed);
  }, [needed, show, toasts]);
}
