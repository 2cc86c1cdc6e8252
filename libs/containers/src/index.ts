export type {
  Container,
  ContainerKey,
  Creation,
  Move,
  NewContainer,
  Removal,
  Renaming,
} from './container.js';
export { MOST_LEVELS } from './container.js';
export { ContainersModule } from './containers.module.js';
export { ContainersService } from './containers.service.js';
