/** More people are not changed in one go: what happens stays readable, and is done within seconds. */
export const mostAtOnce = 5000
