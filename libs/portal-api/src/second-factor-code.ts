import { IsString, MaxLength, MinLength } from 'class-validator';

/** Of an authenticator app, or a recovery code, as somebody types it. */
export class SecondFactorCode {
  @IsString({ message: 'The code is missing.' })
  @MinLength(1, { message: 'The code is missing.' })
  @MaxLength(100, { message: 'The code is too long.' })
  code: string;
}
