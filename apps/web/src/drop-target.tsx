import { useEffect, useRef, useState } from 'react';
import { Icon } from './icons';
import { useToasts } from './toasts';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Makes the whole page a place to drop files on, and says so while some are dragged over it. */
export function DropTarget({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const [hovered, setHovered] = useState(false);
  const depth = useRef(0);
  const toasts = useToasts();

  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth.current++;
      setHovered(true);
    };
    const leave = (event: DragEvent) => {
      if (carriesFiles(event) && --depth.current <= 0) setHovered(false);
    };
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setHovered(false);
      const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
      const files = items
        .filter((item) => !item.webkitGetAsEntry()?.isDirectory)
        .map((item) => item.getAsFile());
      if (files.length < items.length)
        toasts.failed(new Error('Folders cannot be uploaded; drop the files in them.'));
      onFiles(files.filter((file) => file !== null));
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop };
    for (const [type, listener] of Object.entries(listeners))
      addEventListener(type, listener as EventListener);
    return () => {
      for (const [type, listener] of Object.entries(listeners))
        removeEventListener(type, listener as EventListener);
    };
  }, [onFiles, toasts]);

  if (!hovered) return null;
  return (
    <div className="drop-hint" data-testid="drop-hint">
      <p>
        <Icon name="upload" /> Drop to upload
      </p>
    </div>
  );
}
