/** A column of the sheet of web users, by its name. */
export type ColumnName = 'username' | 'first_name' | 'last_name' | 'last_access_date' | 'last_login' | 'email' | 'role'
  | 'status' | 'remove' | 'location_code' | 'domain' | 'result' | 'problem';

export interface Column {
  name: ColumnName;
  /** Further headings that mean this column. */
  aliases: readonly string[];
  /** Without it a file is refused as a whole (UPL-2). */
  required: boolean;
  /** What stands there is never changed by an upload. */
  readOnly: boolean;
  /** May stand several times, as `location_code 1`, `location_code 2`, … */
  numbered: boolean;
  /** Passed over by the reader (UPL-2). */
  ignored: boolean;
  meaning: string;
}

const column = (name: ColumnName, meaning: string, properties: Partial<Column> = {}): Column => ({
  name, meaning, aliases: [], required: false, readOnly: false, numbered: false, ignored: false, ...properties,
});

const readOnly = (name: ColumnName, meaning: string, aliases: string[] = []): Column =>
  column(name, meaning, { readOnly: true, aliases });

/** The one list of columns, in the order in which they are written (DWN-3, UPL-2). */
export const columns: readonly Column[] = [
  column('username', 'The email address with which the person signs in, or to which the invitation goes.', { required: true }),
  readOnly('first_name', 'First name.'),
  readOnly('last_name', 'Last name.'),
  readOnly('last_access_date', 'The last day on which the person used the project space.', ['last_access_date (read only)']),
  readOnly('last_login', 'When the person last signed in.', ['last_login (read only)']),
  readOnly('email', 'The email address to which the person’s mail goes.'),
  column('role', 'The name of the role. Needed in every row, except where remove is true.', { required: true }),
  readOnly('status', 'Active User, Deactivated User or Invited.'),
  column('remove', 'true removes the membership or the invitation; blank or false leaves it.'),
  column('location_code', 'The code of a location. More of them stand in location_code 1, location_code 2 and so on, the primary one first. Blank clears the locations.', { numbered: true }),
  column('domain', 'The project space of the row, by the name in its address. Blank means the one to which the file is uploaded.'),
  column('result', 'What an upload did with the row.', { ignored: true }),
  column('problem', 'Why an upload skipped the row.', { ignored: true }),
];

/** One column of one file: a numbered one with its number. */
export type ColumnKey = Exclude<ColumnName, 'location_code'> | LocationColumn;
export type LocationColumn = `location_code ${number}`;

export const locationColumn = (number: number): LocationColumn => `location_code ${number}`;
