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

const FRAMES_TO_WAIT = 60;

/** Puts the cursor where the first refusal is, once it has been drawn: on a busy machine that takes some frames. */
export function focusFirstError(form: HTMLFormElement | null, framesLeft = FRAMES_TO_WAIT): void {
  requestAnimationFrame(() => {
    const field = form?.querySelector<HTMLElement>('[aria-invalid="true"], input[data-invalid="true"]');
    if (field) field.focus();
    else if (framesLeft > 0) focusFirstError(form, framesLeft - 1);
  });
}
