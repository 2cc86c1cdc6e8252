/**
 * Whether the position `p` in a log is of another cluster: it lies behind every transaction of this one. The log was restored from a
 * dump, and what is ahead of the position came with it: nobody writes there any more.
 */
const OF_ANOTHER_CLUSTER = `p.xid >= pg_snapshot_xmax(pg_current_snapshot())`;

/**
 * Rows `a` of a log that are ahead of the position `p` and settled; rows of transactions that still run, and all after them, wait. To be
 * asked for laterally to `p`, in order and with a limit: an index then answers them, while a join with `p` would sort all that lies ahead.
 */
export const SETTLED_AHEAD = `a.seq > p.floor_seq and (a.xid, a.seq) > (p.xid, p.seq)
      and (a.xid < pg_snapshot_xmin(pg_current_snapshot()) or ${OF_ANOTHER_CLUSTER})`;

/** Moves the one row of `position` behind all of `rows`, if there are any. */
export const moveBehind = (rows: string, position: string): string => `
  update ${position} p set xid = last.xid, seq = (select max(seq) from ${rows} r where r.xid = last.xid), max_seq = greatest(p.max_seq, last.max_seq)
  from (select max(xid) as xid, max(seq) as max_seq from ${rows}) last where last.xid is not null`;

/** In another cluster than before, once nothing is left of the old one: what is later than all that was read is new. */
export const beginAnew = (position: string): string => `
  update ${position} p set floor_seq = max_seq, xid = '0', seq = 0 where ${OF_ANOTHER_CLUSTER}`;
