import { Icon } from './icons';
import type { Upload } from './use-uploads';

export function UploadList({ uploads }: { uploads: readonly Upload[] }) {
  if (uploads.length === 0) return null;
  return (
    <ul className="uploads card" aria-label="Uploads">
      {uploads.map(({ id, name, progress, cancel }) => (
        <li key={id} data-testid="upload-row">
          <span className="upload-name">{name}</span>
          <progress value={progress} max={1} aria-label={`Upload of ${name}`} />
          <span className="upload-percent">
            {progress < 1 ? `${Math.floor(progress * 100)} %` : 'Storing…'}
          </span>
          <button
            type="button"
            className="ghost square"
            aria-label={`Cancel the upload of ${name}`}
            onClick={cancel}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
