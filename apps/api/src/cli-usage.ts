/** How each command is written and what it does: the whole of --help, and that of each command by its name. */
const COMMANDS: Record<string, string> = {
  'create-project-space': `
  create-project-space --slug S --name N --admin EMAIL [--plan PLAN] [--language LANGUAGE]
      makes a project space (STANDARD and EN by default), invites its admin and prints the link
  create-project-space --slug S --admin EMAIL
      invites the first admin anew where S is there and nobody ever joined it: another's invitation as its admin ends`,
  'create-support': `
  create-support --email EMAIL
      makes a staff account and prints a single-use link that sets its password; two-factor is set up after it`,
  'reset-two-factor': `
  reset-two-factor EMAIL --identity-verified-by HOW --reason REASON [--as STAFF_EMAIL]
      for a person who lost device and backup codes: takes their two-factor away, mails them and ends their sessions`,
  address: `
  address lookup EMAIL
      what is known of mail to an address: its block, bounces, complaints and mails
  address unblock EMAIL --reason REASON [--as STAFF_EMAIL]
      clears what counted against an address, with SendGrid too: mail leaves for it again`,
  'remove-admin': `
  remove-admin SLUG EMAIL --reason REASON [--replacement EMAIL] [--as STAFF_EMAIL]
      removes an admin, be it the only one; the replacement is invited as Admin, or made Admin if a member already`,
  'set-plan': `
  set-plan SLUG PLAN --reason REASON [--as STAFF_EMAIL]
      sets the plan of a project space`,
  account: `
  account deactivate EMAIL --reason REASON [--as STAFF_EMAIL]
  account reactivate EMAIL --reason REASON [--as STAFF_EMAIL]
      an account as a whole: deactivated, it cannot sign in, and its sessions end`,
  upload: `
  upload FILE --project SLUG [--apply]
      checks a spreadsheet of web users and prints what it would do there; with --apply it is done, in the name of the operator`,
  download: `
  download [FILE] --project SLUG
      writes everybody of a project space into FILE, an .xlsx or .csv; without one into user.xlsx`,
  keys: `
  keys status
      what each key of ENCRYPTION_KEY is needed for, and which can be removed
  keys move
      moves second factors and webhook secrets to the newest key`,
  migrate: `
  migrate
      brings the database to the present version`,
  worker: `
  worker
      works on jobs until it is stopped, for where servers run with WORKERS=off`,
  data: `
  data remove
      removes the embedded database and its secrets for good, those in USHER_DATA_DIR where that is set`,
};

const FOR_ALL = `
FILE is looked for in the folder you stand in. Settings are read as the server reads them: one that was started with
PORT, PUBLIC_URL or USHER_DATA_DIR set needs the same set here. Printed links begin with PUBLIC_URL, else http://localhost:PORT;
where neither is set, with the address of the server that runs on the embedded database of the same data folder.
`;

const WHOLE = `usher: the operator's command line, also while the server runs. Each is run as npm run usher -- COMMAND
${Object.values(COMMANDS).join('')}
${FOR_ALL}`;

/** Of a command there is none of: of all. */
export function usageOf(command: string | undefined): string {
  const own = command !== undefined && Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  return own === undefined ? WHOLE : `${own.slice(1)}\n`;
}
