/**
 * Text that stays on its line: control characters become the pictures that Unicode has of them, so that nobody can
 * begin another entry, and everybody sees that something was there.
 */
export const oneLine = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/[\0-\x1f\x7f\u2028\u2029]/g, (one) => {
    const code = one.charCodeAt(0);
    return code > 0x7f ? "␤" : String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
  });
