import { useMutation } from '@apollo/client/react';
import { Alert, Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { type Language, type SoftwarePlan, UpdateProjectSpaceDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';
import { errorsByField, focusFirstError } from '../../ui/user-errors';

const t = texts.settings;
/** Each by its own name, so that whoever speaks it finds it. */
const LANGUAGES = Object.entries(t.languages).map(([value, label]) => ({ value, label }));

interface SettingsFormProps {
  space: { id: string; slug: string; name: string; plan: SoftwarePlan; language: Language; usesLocations: boolean; remindersEnabled: boolean };
}

export function SettingsForm({ space }: SettingsFormProps) {
  const [draft, setDraft] = useState({
    name: space.name, language: space.language, usesLocations: space.usesLocations,
    remindersEnabled: space.remindersEnabled,
  });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [update, { loading }] = useMutation(UpdateProjectSpaceDocument);
  const { show } = useMessages();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refusals = await refusalsOf(async () => (
      await update({ variables: { input: { projectSpaceId: space.id, ...draft } } })).data?.updateProjectSpace, texts.failed.change);
    setErrors(errorsByField(refusals, ['name', 'language', 'usesLocations', 'remindersEnabled']));
    if (refusals.length > 0) focusFirstError(form.current);
    else show({ tone: 'success', text: t.saved });
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack maw={520}>
        {errors[''] && <Alert color="red" role="alert">{errors['']}</Alert>}
        <TextInput
          label={t.name} required maxLength={200} value={draft.name} error={errors.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput label={t.slug} description={t.slugHelp} value={space.slug} readOnly variant="filled" />
        <TextInput label={t.plan} value={t.plans[space.plan]} readOnly variant="filled" />
        <Select
          label={t.language} description={t.languageHelp} data={LANGUAGES} value={draft.language} allowDeselect={false}
          error={errors.language} onChange={(language) => setDraft({ ...draft, language: language as Language })}
        />
        <Checkbox
          label={t.usesLocations} description={t.usesLocationsHelp} checked={draft.usesLocations} error={errors.usesLocations}
          onChange={(event) => setDraft({ ...draft, usesLocations: event.currentTarget.checked })}
        />
        <Checkbox
          label={t.reminders} description={t.remindersHelp} checked={draft.remindersEnabled} error={errors.remindersEnabled}
          onChange={(event) => setDraft({ ...draft, remindersEnabled: event.currentTarget.checked })}
        />
        <Group><Button type="submit" loading={loading}>{t.save}</Button></Group>
      </Stack>
    </form>
  );
}
