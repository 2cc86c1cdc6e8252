import { useState } from 'react';
import { type FileSummary, markVersion, type VersionSummary, versionUrl } from './api';
import { formatMoment, formatSize } from './format';
import { Icon } from './icons';
import { LabelForm } from './label-form';
import { useToasts } from './toasts';

interface VersionRowProps {
  readonly file: FileSummary;
  readonly version: VersionSummary;
  /** Earlier saves of its session that this one stands for. */
  readonly folded: readonly VersionSummary[];
  readonly onChanged: () => Promise<void>;
  readonly onRestore: (version: VersionSummary) => void;
}

/** A version, and below it, when asked for, the saves that it stands for. */
export function VersionRow({ file, version, folded, onChanged, onRestore }: VersionRowProps) {
  const [labelling, setLabelling] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  const toasts = useToasts();
  const mark = (marks: { label?: string | null; pinned?: boolean }) =>
    markVersion(file.id, version.version, marks).then(onChanged, toasts.failed);
  return (
    <>
      <li
        data-testid="version-row"
        data-version={version.version}
        className={[version.current ? 'current' : '', version.foldedInto ? 'folded' : ''].join(' ').trim()}
      >
        <Headline version={version} />
        <p>
          <bdi data-testid="version-author">{version.authorName}</bdi>
          {' · '}
          <time dateTime={version.createdAt}>{formatMoment(new Date(version.createdAt))}</time>
          {' · '}
          {formatSize(version.size)}
        </p>
        <Others version={version} />
        {labelling && (
          <LabelForm
            label={version.label ?? ''}
            onSave={(label) => mark({ label: label || null }).then(() => setLabelling(false))}
            onClose={() => setLabelling(false)}
          />
        )}
        <div className="buttons">
          <a
            className="button"
            href={versionUrl(file.id, version.version)}
            download
            data-testid="version-download"
          >
            Download
          </a>
          {!version.current && (
            <button type="button" data-testid="version-restore" onClick={() => onRestore(version)}>
              Restore
            </button>
          )}
          <Marks
            version={version}
            onName={() => setLabelling(true)}
            onPin={() => void mark({ pinned: !version.pinned })}
          />
        </div>
        {folded.length > 0 && (
          <button
            type="button"
            className="unfold"
            aria-expanded={unfolded}
            data-testid="version-unfold"
            onClick={() => setUnfolded(!unfolded)}
          >
            {unfolded ? 'Hide' : 'Show'}{' '}
            {folded.length === 1 ? 'one earlier save' : `${folded.length} earlier saves`} of this session
          </button>
        )}
      </li>
      {unfolded &&
        folded.map((one) => (
          <VersionRow
            key={one.version}
            file={file}
            version={one}
            folded={[]}
            onChanged={onChanged}
            onRestore={onRestore}
          />
        ))}
    </>
  );
}

function Headline({ version }: { version: VersionSummary }) {
  const { label, current, pinned, held } = version;
  return (
    <div className="what">
      {label && (
        <strong data-testid="version-label">
          <bdi>{label}</bdi>
        </strong>
      )}
      {label ? (
        <span className="origin" data-testid="version-number">
          Version {version.version}
        </span>
      ) : (
        <strong data-testid="version-number">Version {version.version}</strong>
      )}
      {current && <span className="badge now">Current</span>}
      {pinned && <span className="badge">Pinned</span>}
      {held && (
        <span className="badge" title="A legal hold keeps it">
          On hold
        </span>
      )}
      <span className="origin" data-testid="version-origin">
        {originOf(version)}
      </span>
    </div>
  );
}

interface MarksProps {
  readonly version: VersionSummary;
  readonly onName: () => void;
  readonly onPin: () => void;
}

/** The buttons that tell a version from others. */
function Marks({ version: { label, pinned }, onName, onPin }: MarksProps) {
  return (
    <>
      <button type="button" className="ghost" data-testid="version-label-edit" onClick={onName}>
        {label ? 'Rename' : 'Name'}
      </button>
      <button
        type="button"
        className="ghost"
        aria-pressed={pinned}
        title={pinned ? 'It may be cleaned up again' : 'It is never cleaned up'}
        data-testid="version-pin"
        onClick={onPin}
      >
        <Icon name="pin" /> {pinned ? 'Unpin' : 'Pin'}
      </button>
    </>
  );
}

/** Who else wrote in the session. */
function Others({ version: { editorNames, authorName } }: { version: VersionSummary }) {
  const others = editorNames.filter((name) => name !== authorName);
  if (others.length === 0) return null;
  return (
    <p data-testid="version-editors">
      With <bdi>{new Intl.ListFormat().format(others)}</bdi>
    </p>
  );
}

const KINDS = { explicit: 'Saved', autosave: 'Saved automatically', exit: 'Saved on closing' } as const;

function originOf({ origin, restoredFrom, saveKind }: VersionSummary): string {
  if (origin === 'restored') return restoredFrom ? `Restored from version ${restoredFrom}` : 'Restored';
  if (origin === 'recovered') return 'Recovered';
  if (origin === 'created') return 'Created';
  return saveKind ? KINDS[saveKind] : 'Saved';
}
