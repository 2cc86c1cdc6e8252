import { useCallback, useRef } from 'react';
import { Icon } from './icons';

export function UploadButton({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const picked = useCallback(() => {
    onFiles([...(input.current?.files ?? [])]);
    // The same file can be picked again: otherwise that would be no change.
    if (input.current) input.current.value = '';
  }, [onFiles]);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        data-testid="upload-input"
        onChange={picked}
      />
      <button
        type="button"
        className="primary"
        data-testid="upload-button"
        onClick={() => input.current?.click()}
      >
        <Icon name="upload" /> Upload
      </button>
    </>
  );
}
