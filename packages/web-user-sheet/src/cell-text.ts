import { type CellObject, SSF } from 'xlsx';

const two = (number: number): string => String(number).padStart(2, '0');

function dateText(value: number, date1904: boolean): string {
  const { y, m, d, H, M, S } = SSF.parse_date_code(value, { date1904 });
  const day = `${y}-${two(m)}-${two(d)}`;
  return H || M || S ? `${day} ${two(H)}:${two(M)}:${two(Math.floor(S))}` : day;
}

/** A cell as the text it stands for (UPL-6): a number without trailing zeros, a date as it is downloaded. */
export function cellText(cell: CellObject | undefined, date1904: boolean): string {
  if (!cell) return '';
  // A formula that was never computed is shown as it is, so that no row takes it for blank.
  if (cell.v === undefined || cell.v === null || cell.v === '') return cell.f ? `=${cell.f}` : '';
  switch (cell.t) {
    case 'b': return cell.v ? 'TRUE' : 'FALSE';
    case 'e': return cell.w ?? '#ERROR!';
    case 'n': return cell.z && SSF.is_date(String(cell.z)) ? dateText(Number(cell.v), date1904) : String(cell.v);
    default: return String(cell.v);
  }
}
