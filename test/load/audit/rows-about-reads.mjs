/** Loaded before a host (`node --import`), this leaves out the rows about what changed nothing while it is told to: for measuring what they cost. */
import { AuditService } from '#audit';

const { record } = AuditService.prototype;
let written = true;

AuditService.prototype.record = function (entry) {
  if (written) record.call(this, entry);
};

process.on('message', (wanted) => {
  written = wanted === 'with';
  process.send(wanted);
});
