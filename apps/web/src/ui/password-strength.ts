/** From 0, too short, to 3, long. Length counts most: no rule asks for kinds of characters. */
export function passwordStrength(password: string): 0 | 1 | 2 | 3 {
  const { length } = Array.from(password);
  const variety = new Set(password.toLowerCase()).size;
  if (length < 8 || variety < 4) return 0;
  if (length < 12) return 1;
  return length < 16 || variety < 8 ? 2 : 3;
}
