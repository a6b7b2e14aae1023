// Copies a ready-to-use text. Without it the text can be selected, or downloaded.
const shownMs = 2500

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  if (!navigator.clipboard) break
  button.hidden = false
  const label = [...button.childNodes]
  button.addEventListener('click', () => {
    const text = document.getElementById(button.dataset['copy'] ?? '')?.textContent ?? ''
    const showThatItWorked = (): void => {
      button.textContent = button.dataset['copied'] ?? ''
      window.setTimeout(() => button.replaceChildren(...label), shownMs)
    }
    void navigator.clipboard.writeText(text).then(showThatItWorked)
  })
}
