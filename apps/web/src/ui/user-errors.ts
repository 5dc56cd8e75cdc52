type FieldValues = Record<string, string>;

export interface UserErrorLike {
  code: string;
  message: string;
  field?: readonly string[] | null;
}

/** Errors by the name of the form's field; `''` holds what belongs to none. Only the last part of a path names a field. */
export function errorsByField(errors: readonly UserErrorLike[], fields: readonly string[]): FieldValues {
  const found: FieldValues = {};
  for (const { field, message } of errors) {
    const name = field?.findLast((part) => fields.includes(part)) ?? '';
    found[name] = found[name] ? `${found[name]} ${message}` : message;
  }
  return found;
}

/** Puts the cursor where the first refusal is, once it has been drawn. */
export function focusFirstError(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
