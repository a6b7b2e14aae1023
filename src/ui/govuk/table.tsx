import { classNames } from './options.ts'
import type { Content, Optional, Styled } from './options.ts'

export type TableCell = Styled &
  Optional<{ text: Content; format: 'numeric'; colspan: number; rowspan: number }>

export type TableProps = {
  rows: (TableCell[] | false | null | undefined)[]
} & Styled &
  Optional<{
    caption: Content
    captionClasses: string
    head: TableCell[]
    /** The first cell of each row names the row. */
    firstCellIsHeader: boolean
  }>

export function Table(props: TableProps) {
  return (
    <table class={classNames('govuk-table', props.classes)} {...props.attributes}>
      {props.caption && (
        <caption class={classNames('govuk-table__caption', props.captionClasses)}>
          {props.caption}
        </caption>
      )}
      {props.head && (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {props.head.map((cell) => (
              <th
                scope="col"
                class={classNames(
                  'govuk-table__header',
                  cell.format && `govuk-table__header--${cell.format}`,
                  cell.classes,
                )}
                {...sharedAttributes(cell)}
              >
                {cell.text}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {props.rows.map(
          (row) =>
            row && (
              <tr class="govuk-table__row">
                {row.map((cell, index) =>
                  index === 0 && props.firstCellIsHeader ? (
                    <th
                      scope="row"
                      class={classNames('govuk-table__header', cell.classes)}
                      {...sharedAttributes(cell)}
                    >
                      {cell.text}
                    </th>
                  ) : (
                    <td
                      class={classNames(
                        'govuk-table__cell',
                        cell.format && `govuk-table__cell--${cell.format}`,
                        cell.classes,
                      )}
                      {...sharedAttributes(cell)}
                    >
                      {cell.text}
                    </td>
                  ),
                )}
              </tr>
            ),
        )}
      </tbody>
    </table>
  )
}

const sharedAttributes = (cell: TableCell) => ({
  colspan: cell.colspan || undefined,
  rowspan: cell.rowspan || undefined,
  ...cell.attributes,
})
