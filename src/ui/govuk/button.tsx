import { toChildArray } from 'preact'
import type { ComponentChildren } from 'preact'
import { classNames } from './options.ts'
import type { Optional, Styled } from './options.ts'

export type ButtonProps = { children?: ComponentChildren } & Styled &
  Optional<{
    /** With an address it is a link that looks like a button. */
    href: string
    type: 'submit' | 'button' | 'reset'
    name: string
    value: string
    id: string
    disabled: boolean
    preventDoubleClick: boolean
    isStartButton: boolean
  }>

export function Button(props: ButtonProps) {
  const shared = {
    class: classNames('govuk-button', props.classes, props.isStartButton && 'govuk-button--start'),
    'data-module': 'govuk-button',
    ...props.attributes,
    ...(props.id ? { id: props.id } : {}),
  }
  const content = (
    <>
      {props.isStartButton && !isPlainText(props.children) ? (
        <span>{props.children}</span>
      ) : (
        props.children
      )}
      {props.isStartButton && <StartIcon />}
    </>
  )
  if (props.href) {
    return (
      <a href={props.href} role="button" draggable={false} {...shared}>
        {content}
      </a>
    )
  }
  return (
    <button
      type={props.type || 'submit'}
      value={props.value || undefined}
      name={props.name || undefined}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      data-prevent-double-click={props.preventDoubleClick}
      {...shared}
    >
      {content}
    </button>
  )
}

const isPlainText = (children: ComponentChildren) =>
  toChildArray(children).every((child) => typeof child === 'string')

function StartIcon() {
  return (
    <svg
      class="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  )
}
