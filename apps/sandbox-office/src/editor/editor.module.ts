import { Module } from '@nestjs/common';
import { WopiClientModule } from '../wopi-client/wopi-client.module.js';
import { ActionController } from './action.controller.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.js';

/** The editor: its page, its files and the sessions behind it. */
@Module({
  imports: [WopiClientModule],
  controllers: [ActionController, SessionController],
  providers: [Sessions],
})
export class EditorModule {}
