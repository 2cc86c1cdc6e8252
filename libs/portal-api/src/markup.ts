/** Text that is HTML already. */
export class Markup {
  constructor(readonly text: string) {}
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** HTML with every interpolated value escaped, for text and for quoted attributes; undefined leaves nothing. */
export function markup(
  strings: TemplateStringsArray,
  ...values: (string | number | Markup | undefined)[]
): Markup {
  const inserted = values.map((value) =>
    value instanceof Markup
      ? value.text
      : String(value ?? '').replace(/[&<>"'`]/g, (sign) => ENTITIES[sign]!),
  );
  return new Markup(strings.map((text, index) => text + (inserted[index] ?? '')).join(''));
}
