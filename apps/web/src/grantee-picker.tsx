import { useEffect, useState } from 'react';
import { type DirectoryEntry, findInDirectory } from './api';
import { useToasts } from './toasts';

/** Finds people and groups while their name is typed. */
export function GranteePicker({ onPick }: { onPick: (entry: DirectoryEntry) => void }) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly DirectoryEntry[]>([]);
  const toasts = useToasts();

  useEffect(() => {
    // An answer that was overtaken by a later one would bring back names for an older text.
    let current = true;
    const show = (entries: readonly DirectoryEntry[]) => current && setFound(entries);
    if (text.trim() === '') show([]);
    else findInDirectory(text).then(show, toasts.failed);
    return () => {
      current = false;
    };
  }, [text, toasts]);

  const pick = (entry: DirectoryEntry) => {
    setText('');
    onPick(entry);
  };

  return (
    <div className="picker">
      <input
        type="search"
        aria-label="Person or group"
        placeholder="Person or group"
        data-testid="share-search"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {found.length > 0 && (
        <ul>
          {found.map((entry) => (
            <li key={entry.id}>
              <button type="button" className="ghost" data-testid="share-found" onClick={() => pick(entry)}>
                <bdi>{entry.name}</bdi>
                <small>{entry.kind === 'group' ? 'group' : entry.login}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      {found.length === 0 && text.trim() !== '' && <p>Nobody has a name that begins so.</p>}
    </div>
  );
}
