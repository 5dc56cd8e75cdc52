import { columns } from '@usher/web-user-sheet/columns';
import { texts } from '../../texts';

const t = texts.bulkUpload;
const shown = columns.filter(({ ignored }) => !ignored);

/** What each column of the file means, from the one list of them (UPL-2). */
export function ColumnTable() {
  return (
    <table className="rows" aria-label={t.columns}>
      <thead>
        <tr><th scope="col">{t.column}</th><th scope="col">{t.meaning}</th><th scope="col">{t.needed}</th></tr>
      </thead>
      <tbody>
        {shown.map(({ name, numbered, meaning, required, readOnly }) => (
          <tr key={name}>
            <td><code>{numbered ? `${name} 1, 2, …` : name}</code></td>
            <td data-label={t.meaning} className="wrap">{meaning}{readOnly && <span className="quiet"> {t.ignored}.</span>}</td>
            <td data-label={t.needed}>{readOnly ? t.readOnly : required ? t.required : t.optional}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
