import { createHash, randomInt } from 'node:crypto';

const BACKUP_CODES = 10;

/** Without those that are taken for each other. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

const newGroup = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

const newCode = () => Array.from({ length: GROUPS }, newGroup).join('-');

/** Ten codes of 79 random bits each, so that a plain hash keeps them (TFA-2). */
export function newBackupCodes(): string[] {
  return Array.from({ length: BACKUP_CODES }, newCode);
}

/** What the database keeps of a code, as typed: with or without hyphens, in any case. */
export function hashOfBackupCode(typed: string): Buffer {
  return createHash('sha256').update(typed.replace(/[\s-]/g, '').toLowerCase()).digest();
}
