import { Module } from '@nestjs/common';
import { ContainerRepository } from './container.repository.js';
import { ContainersService } from './containers.service.js';
import { PgContainerRepository } from './persistence/pg-container.repository.js';

@Module({
  providers: [ContainersService, { provide: ContainerRepository, useClass: PgContainerRepository }],
  exports: [ContainersService],
})
export class ContainersModule {}
