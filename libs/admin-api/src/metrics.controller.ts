import { Controller, Get, Header } from '@nestjs/common';
import { MetricsReporter } from '#observability';

/** For Prometheus: what all processes reported within the last minute. Without a key, since it names nobody and nothing. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly reporter: MetricsReporter) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  metrics(): Promise<string> {
    return this.reporter.exposition();
  }
}
