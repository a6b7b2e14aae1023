import { FieldGroup, describedByIds } from './form-group.tsx'
import type { FieldProps } from './form-group.tsx'
import { classNames, translations } from './options.ts'
import type { Attributes, Optional } from './options.ts'

export type FileUploadProps = FieldProps &
  Optional<{
    multiple: boolean
    /** A drop zone and clearer words where scripts run. */
    javascript: boolean
    wrapperClasses: string
    wrapperAttributes: Attributes
    chooseFilesButtonText: string
    noFileChosenText: string
    multipleFilesChosenText: Record<string, string>
    dropInstructionText: string
    enteredDropZoneText: string
    leftDropZoneText: string
  }>

export function FileUpload(props: FileUploadProps) {
  const id = props.id || props.name
  const input = (
    <input
      class={classNames(
        'govuk-file-upload',
        props.classes,
        Boolean(props.errorMessage) && 'govuk-file-upload--error',
      )}
      id={id}
      name={props.name}
      type="file"
      disabled={props.disabled}
      multiple={props.multiple}
      aria-describedby={describedByIds(id, props)}
      {...props.attributes}
    />
  )
  return (
    <FieldGroup id={id} field={props}>
      {props.formGroup?.beforeInput}
      {props.javascript ? (
        <div
          class={classNames('govuk-file-upload-wrapper', props.wrapperClasses)}
          data-module="govuk-file-upload"
          {...translations({
            'choose-files-button': props.chooseFilesButtonText,
            'no-file-chosen': props.noFileChosenText,
            'multiple-files-chosen': props.multipleFilesChosenText,
            'drop-instruction': props.dropInstructionText,
            'entered-drop-zone': props.enteredDropZoneText,
            'left-drop-zone': props.leftDropZoneText,
          })}
          {...props.wrapperAttributes}
        >
          {input}
        </div>
      ) : (
        input
      )}
      {props.formGroup?.afterInput}
    </FieldGroup>
  )
}
