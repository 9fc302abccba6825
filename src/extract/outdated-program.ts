import { StetError } from '../model/stet-error.ts';

/** The program on the disk is another than the one that runs: what its threads read cannot be compared, nor kept. */
export class OutdatedProgram extends StetError {
  constructor(how: string, cause?: unknown) {
    super(`stet was updated while it ran (${how}). Start it again; what is due stays due.`, { cause });
    this.name = 'OutdatedProgram';
  }
}
