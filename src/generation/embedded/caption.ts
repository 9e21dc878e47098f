import type { Font } from "./font";

export type CaptionBox = { x: number; y: number; width: number; height: number };
type FittedCaption = { lines: string[]; size: number; lineHeight: number };

const MAX_LINES = 4;
const LINE_HEIGHT = 1.16;
/** Kerning and hinting may widen a line a little past the sum of its advances. */
const SLACK = 0.97;

const stripMarks = (char: string) => char.normalize("NFD").replace(/\p{M}/gu, "");

/** What the font can draw of a caption, on one line; empty where it can draw nothing of it. */
export function drawableText(font: Font, caption: string): string {
  const known = (char: string) => font.advance(char.codePointAt(0) ?? 0) !== null;
  const chars = [...caption.normalize("NFC").replace(/[\s\p{C}]+/gu, " ")];
  const kept = chars
    .map((char) => (known(char) ? char : [...stripMarks(char)].filter(known).join("")))
    .join("");
  const text = kept.replace(/ +/g, " ").trim();
  return /[\p{L}\p{N}]/u.test(text) ? text : "";
}

/** In ems. */
export function textWidth(font: Font, text: string): number {
  let width = 0;
  for (const char of text) width += font.advance(char.codePointAt(0) ?? 0) ?? 1;
  return width;
}

/** Greedy lines no wider than `room` ems; a word wider than that is broken where `mayBreak`, else null; so is a letter. */
function wrap(font: Font, words: string[], room: number, mayBreak: boolean): string[] | null {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (textWidth(font, joined) <= room) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const char of word) {
      if (textWidth(font, char) > room) return null;
      if (line !== "" && textWidth(font, line + char) > room) {
        if (!mayBreak) return null;
        lines.push(line);
        line = "";
      }
      line += char;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** The narrowest wrapping with as few lines: no line is left with one short word. */
function balance(font: Font, words: string[], room: number, lines: string[]): string[] {
  let best = lines;
  for (let narrower = room * 0.97; narrower > room * 0.5; narrower *= 0.97) {
    const tried = wrap(font, words, narrower, false);
    if (tried === null || tried.length > lines.length) break;
    best = tried;
  }
  return best;
}

/** Words broken where they must be, the text cut where it must be. */
function forceToFit(font: Font, words: string[], box: CaptionBox, largest: number): FittedCaption {
  const smallest = Math.min(largest * 0.34, box.height / (MAX_LINES * LINE_HEIGHT));
  for (let size = largest; size >= smallest; size *= 0.96) {
    const lines = wrap(font, words, (box.width * SLACK) / size, true);
    const fits = lines && lines.length <= MAX_LINES && lines.length * size * LINE_HEIGHT <= box.height;
    if (fits) return { lines, size, lineHeight: size * LINE_HEIGHT };
  }
  const room = (box.width * SLACK) / smallest;
  const lines = (wrap(font, words, room, true) ?? []).slice(0, MAX_LINES);
  const last = [...(lines.pop() ?? "")];
  while (last.length > 0 && textWidth(font, `${last.join("")}…`) > room) last.pop();
  const wholeWords = last.join("").replace(/[\s\p{P}]+\S*$/u, "");
  lines.push(`${wholeWords || last.join("")}…`);
  return { lines, size: smallest, lineHeight: smallest * LINE_HEIGHT };
}

/** Each part on lines of its own where that fits, so that a subtitle starts a line; else one run of words. */
function wrapParts(font: Font, text: string, room: number, mostLines: number): string[] | null {
  const parts = text.split(/(?<=[?:])\s/).map((part) => {
    const words = part.split(" ");
    const lines = wrap(font, words, room, false);
    return lines && balance(font, words, room, lines);
  });
  const lines = parts.flatMap((part) => part ?? []);
  if (parts.every((part) => part !== null) && lines.length <= mostLines) return lines;
  const words = text.split(" ");
  const run = wrap(font, words, room, false);
  return run && run.length <= mostLines ? balance(font, words, room, run) : null;
}

/** A line with one short word among fuller ones reads as a mistake. */
function isRagged(font: Font, lines: string[]): boolean {
  const widths = lines.map((line) => textWidth(font, line));
  return Math.min(...widths) < Math.max(...widths) * 0.3;
}

/** The largest size, from `largest` down, at which the text fills at most four lines of the box. Sizes in pixels. */
export function fitCaption(font: Font, text: string, box: CaptionBox, largest: number): FittedCaption {
  const smallest = largest * 0.5;
  let ragged: FittedCaption | null = null;
  for (let size = largest; size >= smallest; size *= 0.96) {
    const mostLines = Math.min(MAX_LINES, Math.floor(box.height / (size * LINE_HEIGHT)));
    const lines = wrapParts(font, text, (box.width * SLACK) / size, mostLines);
    if (lines === null) continue;
    const fitted = { lines, size, lineHeight: size * LINE_HEIGHT };
    if (!isRagged(font, lines)) return fitted;
    ragged ??= fitted;
    if (size < ragged.size * 0.75) return ragged;
  }
  return ragged ?? forceToFit(font, text.split(" "), box, largest * 0.7);
}
