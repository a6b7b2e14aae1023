import { Button } from './button.tsx'
import type { FieldProps } from './form-group.tsx'
import { Input } from './input.tsx'
import { classNames, translations } from './options.ts'
import type { Attributes, Optional, Styled } from './options.ts'

export type PasswordInputProps = FieldProps &
  Optional<{
    value: string
    /** `current-password` unless a new one is asked for. */
    autocomplete: 'current-password' | 'new-password' | string
    button: Styled
    showPasswordText: string
    hidePasswordText: string
    showPasswordAriaLabelText: string
    hidePasswordAriaLabelText: string
    passwordShownAnnouncementText: string
    passwordHiddenAnnouncementText: string
  }>

export function PasswordInput(props: PasswordInputProps) {
  const id = props.id || props.name
  return (
    <Input
      id={id}
      name={props.name}
      type="password"
      label={props.label}
      hint={props.hint}
      errorMessage={props.errorMessage}
      classes={classNames(
        'govuk-password-input__input govuk-js-password-input-input',
        props.classes,
      )}
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete || 'current-password'}
      value={props.value}
      disabled={props.disabled}
      describedBy={props.describedBy}
      attributes={props.attributes}
      inputWrapper={{ classes: 'govuk-password-input__wrapper' }}
      formGroup={{
        classes: classNames('govuk-password-input', props.formGroup?.classes),
        attributes: scriptAttributes(props),
        beforeInput: props.formGroup?.beforeInput,
        afterInput: (
          <>
            <ShowButton id={id} props={props} />
            {props.formGroup?.afterInput}
          </>
        ),
      }}
    />
  )
}

function scriptAttributes(props: PasswordInputProps): Attributes {
  return {
    'data-module': 'govuk-password-input',
    ...translations({
      'show-password': props.showPasswordText,
      'hide-password': props.hidePasswordText,
      'show-password-aria-label': props.showPasswordAriaLabelText,
      'hide-password-aria-label': props.hidePasswordAriaLabelText,
      'password-shown-announcement': props.passwordShownAnnouncementText,
      'password-hidden-announcement': props.passwordHiddenAnnouncementText,
    }),
    ...props.formGroup?.attributes,
  }
}

function ShowButton({ id, props }: { id: string; props: PasswordInputProps }) {
  return (
    <Button
      type="button"
      classes={classNames(
        'govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle',
        props.button?.classes,
      )}
      attributes={{
        'aria-controls': id,
        'aria-label': props.showPasswordAriaLabelText ?? 'Show password',
        hidden: true,
      }}
    >
      {props.showPasswordText ?? 'Show'}
    </Button>
  )
}
