/** Maximum character widths, in em, in common sans-serif system fonts. */
const WIDTHS: [RegExp, number][] = [
  [/[ijl.,:;'’|!()[\]]/, 0.36],
  [/[ftrI \-/"“”]/, 0.46],
  [/[mwMW@%&—…]/, 1.02],
  [/[A-Z]/, 0.78],
  [/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{Extended_Pictographic}]/u, 1.1],
];
const OTHER_WIDTH = 0.66;

/** Upper bound of the width in px. */
export function measureWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text)
    ems += WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? OTHER_WIDTH;
  return Math.ceil(ems * fontSize);
}

/** Wraps text to the width, between words if possible; text that does not fit ends in "…". */
export function wrapLines(text: string, width: number, maxLines: number, fontSize: number): string[] {
  const fits = (line: string) => measureWidth(line, fontSize) <= width;
  const lines: string[] = [];
  let remaining = text.replace(/\s+/g, " ").trim();
  while (remaining && lines.length < maxLines) {
    const isLast = lines.length === maxLines - 1;
    const line = fits(remaining)
      ? remaining
      : breakLine(remaining, isLast ? (part) => fits(`${part}…`) : fits);
    remaining = remaining.slice(line.length).trim();
    lines.push(isLast && remaining ? `${line.trimEnd()}…` : line);
  }
  return lines;
}

function breakLine(text: string, fits: (part: string) => boolean): string {
  const part = takeFitting(text, fits);
  const end = text[part.length] === " " ? part.length : part.lastIndexOf(" ");
  return end > 0 ? part.slice(0, end) : part;
}

/** The longest beginning that fits, of at least one character. */
function takeFitting(text: string, fits: (part: string) => boolean): string {
  let part = "";
  for (const character of text) {
    if (part && !fits(part + character)) break;
    part += character;
  }
  return part;
}
