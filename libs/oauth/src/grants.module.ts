import { Module } from '@nestjs/common';
import { Grants } from './grants.js';
import { GrantRepository } from './persistence/grant.repository.js';

/** What people have granted to apps, for processes that let nobody in. Needs `DatabaseModule`. */
@Module({ providers: [GrantRepository, Grants], exports: [Grants] })
export class GrantsModule {}
