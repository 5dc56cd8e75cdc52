import { useState } from 'react';
import { BackupCodes } from './backup-codes';
import { SetUp } from './set-up';

/** The set-up alone, until its codes are saved. */
export function SetUpFirst({ email, onDone }: { email: string; onDone: () => void }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return codes ? <BackupCodes codes={codes} email={email} onDone={onDone} /> : <SetUp onCodes={setCodes} />;
}
