import { posix } from 'node:path';
import { attribute, descendants, parseXml } from './xml.js';
import { partText, type ZipPackage } from './zip-package.js';

/** Part name that a relationship of `part` (by id or by the end of its type) leads to. '' is the package itself. */
export function relatedPart(
  pack: ZipPackage,
  part: string,
  wish: { id?: string; type?: string },
): string | undefined {
  const folder = posix.dirname(part || 'x');
  const text = partText(pack, posix.join(folder, '_rels', `${part ? posix.basename(part) : ''}.rels`));
  if (!text) return undefined;
  const found = descendants(parseXml(text), 'Relationship').find(
    (relation) =>
      attribute(relation, 'TargetMode') !== 'External' &&
      (wish.id
        ? attribute(relation, 'Id') === wish.id
        : attribute(relation, 'Type')?.endsWith(`/${wish.type}`)),
  );
  const target = attribute(found, 'Target');
  if (!target) return undefined;
  return target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
}
