import type { ReactElement } from 'react';
import { splitName } from './format';

const KINDS: Readonly<Record<string, string>> = {
  '.docx': 'word',
  '.doc': 'word',
  '.odt': 'word',
  '.rtf': 'word',
  '.xlsx': 'sheet',
  '.xls': 'sheet',
  '.ods': 'sheet',
  '.csv': 'sheet',
  '.pptx': 'slides',
  '.ppt': 'slides',
  '.odp': 'slides',
  '.pdf': 'pdf',
  '.md': 'text',
  '.txt': 'text',
};

const MARKS: Readonly<Record<string, ReactElement>> = {
  word: <path d="M8 13h8M8 16h8M8 19h5" />,
  sheet: <path d="M8 12.5h8v7H8zM8 16h8M12 12.5v7" />,
  slides: <path d="M8 12.5h8v5H8zM12 17.5v2M10 19.5h4" />,
  pdf: <path d="M8 19c3-2 4-5 4-7 0 3 2 5 4 5-3 0-6 .5-8 2z" />,
  text: <path d="M8 13h4M8 16h8M8 19h6" />,
  other: <path d="M9 16h6" />,
};

/** A sheet of paper in the colour of the file's kind. Says nothing that the name does not say. */
export function FileIcon({ name }: { name: string }) {
  const kind = KINDS[splitName(name)[1].toLowerCase()] ?? 'other';
  return (
    <svg className={`file-icon file-icon-${kind}`} viewBox="0 0 24 24" aria-hidden="true">
      <path className="sheet" d="M5 2.75h9.5L19 7.25v14H5z" />
      <path className="fold" d="M14.5 2.75v4.5H19" />
      <g className="mark">{MARKS[kind]}</g>
    </svg>
  );
}

const PATHS = {
  upload: 'M12 16V5m0 0L7.5 9.5M12 5l4.5 4.5M5 19h14',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z',
  close: 'M6 6l12 12M18 6L6 18',
  pin: 'M9 3.5h6l-1 6 3 3.5H7l3-3.5zM12 13v7.5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 8v5m0 3.5h.01M12 3.5L2.5 20h19z',
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Brand() {
  return (
    <span className="brand">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path className="paper" d="M9 7h9l5 5v13H9z" />
        <path className="line" d="M18 7v5h5M12 17h5m0 0-2-2m2 2-2 2m5 2h-5m0 0 2-2m-2 2 2 2" />
      </svg>
      WOPI Gateway
    </span>
  );
}
