import { Controller, Get, Header } from '@nestjs/common';

@Controller()
export class HealthController {
  @Get(['healthz', 'readyz'])
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get()
  @Header('Content-Type', 'text/plain; charset=utf-8')
  root(): string {
    return 'This is sandbox-office, a WOPI client for development. Its discovery is at /hosting/discovery.\n';
  }
}
