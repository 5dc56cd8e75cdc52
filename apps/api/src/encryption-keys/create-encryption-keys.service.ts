import type { DataSource } from 'typeorm';
import type { Clock } from '../platform/clock';
import type { KeyRing } from '../platform/crypto/key-ring';
import { type KeyMover, KeyMoveService } from './key-move.service';
import { KeyStatusService } from './key-status.service';
import { KeyUseRepository } from './key-use.repository';

interface Surroundings {
  database: DataSource;
  keys: KeyRing;
  clock: Clock;
  movers: KeyMover[];
}

/** Makes the services of the keys, each once. */
export function createEncryptionKeys({ database, keys, clock, movers }: Surroundings) {
  return {
    keyStatus: new KeyStatusService(new KeyUseRepository(database), keys, clock),
    keyMoves: new KeyMoveService(database, ...movers),
  };
}
