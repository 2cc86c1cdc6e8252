import type { Discovery, DiscoveryAction, DiscoveryApp, DiscoveryZone } from './discovery.js';

/** The XML of a discovery; what parseDiscovery reads back is the same. */
export function publishDiscovery(discovery: Discovery): string {
  const proofKey = discovery.proofKey;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<wopi-discovery>',
    ...discovery.zones.flatMap(zoneLines),
    ...(proofKey ? [`  <proof-key${attributes({ ...proofKey })}/>`] : []),
    '</wopi-discovery>',
    '',
  ].join('\n');
}

function zoneLines(zone: DiscoveryZone): string[] {
  return [`  <net-zone${attributes({ name: zone.name })}>`, ...zone.apps.flatMap(appLines), '  </net-zone>'];
}

function appLines({ actions, ...app }: DiscoveryApp): string[] {
  return [`    <app${attributes(app)}>`, ...actions.map(actionLine), '    </app>'];
}

function actionLine(action: DiscoveryAction): string {
  return `      <action${attributes({ ...action })}/>`;
}

function attributes(values: Readonly<Record<string, string | boolean | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Characters that XML 1.0 cannot hold at all are left out. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"\t\n\r]/g, (c) => ENTITIES[c] ?? c);
}
