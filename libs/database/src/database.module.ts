import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Db } from './db.js';
import { Notifications, NOTIFICATIONS_URL } from './notifications.js';

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  /** Connections of this process at most; 10 unless told. */
  readonly poolSize?: number;
}

/** Whoever waits for a row hears of it before a client gives up. */
const STATEMENT_MS = 30_000;
/** A process that stands still in a transaction loses it, and with it its rows, while those who wait for them still do. */
const IDLE_IN_TRANSACTION_MS = 15_000;

/** Connects once, offers {@link Db} and {@link Notifications} to every module, never changes the schema. */
@Global()
@Module({ providers: [Db, Notifications], exports: [Db, Notifications] })
export class DatabaseModule {
  static forRoot(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: options.url,
          applicationName: options.applicationName,
          poolSize: options.poolSize ?? 10,
          autoLoadEntities: true,
          synchronize: false,
          retryAttempts: 5,
          retryDelay: 500,
          extra: {
            connectionTimeoutMillis: 10_000,
            statement_timeout: STATEMENT_MS,
            idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
            keepAlive: true,
            // Compiling takes longer than any statement of ours, and estimates over many partitions would ask for it. Options in the URL win.
            options: '-c jit=off',
          },
        }),
      ],
      providers: [{ provide: NOTIFICATIONS_URL, useValue: options.url }],
    };
  }
}
