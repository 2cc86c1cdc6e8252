import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { connectionSettings } from './connection-settings.js';
import { Db } from './db.js';
import { Notifications, NOTIFICATIONS_URL } from './notifications.js';

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  /** Connections of this process at most; 10 unless told. */
  readonly poolSize?: number;
  /** Seconds that a statement may take; 30 unless told. */
  readonly statementSeconds?: number;
}

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
          extra: connectionSettings(options.statementSeconds),
        }),
      ],
      providers: [{ provide: NOTIFICATIONS_URL, useValue: options.url }],
    };
  }
}
