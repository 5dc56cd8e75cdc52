const ONE_ADDRESS = /^[^\s@<>(),:;"\\[\]\p{Cc}]+@[a-z0-9.-]+$/iu;

/** Whether this is one plain address and nothing beside it: a line break or comma would reach somebody else. */
export function isOneAddress(text: string): boolean {
  return text.length <= 254 && ONE_ADDRESS.test(text);
}

export interface Sender {
  name: string;
  address: string;
}

/** Reads `Name <address>` or a bare address. */
export function parseSender(text: string): Sender {
  const [, name = '', address = text] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(text) ?? [];
  return { name: name.replace(/^"|"$/g, ''), address: address.trim() };
}
