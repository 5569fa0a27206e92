import type { Redis } from 'ioredis';
import type { Ledger } from './ledger.ts';

type Dump = Map<string, Buffer>;

/** All keys of a partition at one moment: they share a node and its log, so Redis loses them together. */
async function dump(redis: Redis, base: string): Promise<Dump> {
  const keys = await redis.keys(`${base}*`);
  const values = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
  return new Map(keys.map((key, index) => [key, values[index] as Buffer]));
}

async function restore(redis: Redis, base: string, dump: Dump): Promise<void> {
  const keys = await redis.keys(`${base}*`);
  await Promise.all([
    ...(keys.length > 0 ? [redis.del(...keys)] : []),
    ...[...dump].map(([key, value]) => redis.restore(key, 0, value)),
  ]);
}

/** States that Redis may go back to. */
export class Snapshots {
  private readonly taken: { dump: Dump; ledger: Ledger }[] = [];

  constructor(
    private readonly redis: Redis,
    private readonly base: string,
    private readonly empty: Ledger,
  ) {}

  async take(ledger: Ledger): Promise<void> {
    this.taken.push({ dump: await dump(this.redis, this.base), ledger: ledger.copy() });
  }

  /** Goes back to the newest snapshot but `back`, forgets the newer ones and gives what was true then. */
  async rollBack(back: number): Promise<Ledger | null> {
    const snapshot = this.taken.at(-1 - back);
    if (!snapshot) return null;
    this.taken.length -= back;
    await restore(this.redis, this.base, snapshot.dump);
    return snapshot.ledger.copy();
  }

  /** Redis is emptied altogether. */
  async loseAll(): Promise<Ledger> {
    await restore(this.redis, this.base, new Map());
    return this.empty.copy();
  }
}
