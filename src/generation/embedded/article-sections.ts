import { countWords } from "../../text/html/html";
import type { Plan, PlanSection } from "./article-plan";
import { wordsIn, type Block } from "./blocks";
import { aspects, type SectionKind } from "./headings";
import { tables } from "./material/tables";
import type { Noun } from "./nouns";
import { kinds, questionOf } from "./phrases";
import type { Stock } from "./stock";
import type { Voice } from "./voice";

/** What the sections of one article share. */
export type Desk = { plan: Plan; voice: Voice; stock: Stock; tableFor: PlanSection | null };
type Page = { section: PlanSection; at: number; room: number; topic: Noun; noted: boolean; blocks: Block[] };

/** What a paragraph of two sentences needs, and what it may take too much. */
const PARAGRAPH_NEEDS = 20;
const OVERRUN = 10;
const LIST_NEEDS = 60;
const PART_NEEDS = 75;
const NOTE_NEEDS = 30;
/** Words from which a section may have subsections and a note. */
const LONG_SECTION = 170;
/** Words from which keywords are named in a second paragraph and not in the first. */
const TWO_PARAGRAPHS = 110;

const sum = (texts: string[]) => texts.reduce((words, text) => words + countWords(text), 0);
const left = ({ room, blocks }: Page) => room - wordsIn(blocks);

/** How many sections of the same kind are still to come. */
const later = ({ section, at }: Page, { plan }: Desk) =>
  plan.sections.slice(at + 1).filter(({ kind }) => kind === section.kind).length;

/** Where a section turns when its kind has no more: angles that suit anything and have no section of their own first. */
function reservesOf({ lead, sections }: Plan): SectionKind[] {
  const taken = new Set(sections.map(({ kind }) => kind));
  const angles = [
    ...new Set<SectionKind>([
      "general",
      ...aspects,
      lead.phrase.kind,
      "yes_no",
      "causes",
      "how_to",
      "definition",
      ...kinds,
    ]),
  ];
  return [...angles.filter((kind) => !taken.has(kind)), ...angles.filter((kind) => taken.has(kind))];
}

/** The next passage, its own kind's first, as far as it fits; empty where nothing fits or nothing is left. */
function nextPassage(page: Page, room: number, desk: Desk): string[] {
  const { plan, voice, stock } = desk;
  const { kind } = page.section;
  const sources: (() => [SectionKind, string[] | undefined])[] = [
    () => [kind, stock.take(kind, "passages", later(page, desk))],
    ...reservesOf(plan).map(
      (other) => () =>
        [other, stock.take(other, "passages", other === kind ? later(page, desk) : 0)] as [
          SectionKind,
          string[] | undefined,
        ],
    ),
    ...reservesOf(plan).map(
      (other) => () => [other, stock.take(other, "openers")] as [SectionKind, string[] | undefined],
    ),
  ];
  for (const source of sources) {
    for (let [from, frames] = source(); frames !== undefined; [from, frames] = source()) {
      if (sum(frames.slice(0, 2)) > room + OVERRUN) {
        stock.giveBack(from, frames);
        return [];
      }
      const sentences = voice.paragraph(frames, page.topic, room);
      if (sentences.length > 0) return sentences;
    }
  }
  return [];
}

/** The first sentence names what the section is about, where its heading has a keyword, and in every other section. */
function anchorOf({ section, at, topic }: Page, { voice, stock }: Desk): string[] {
  if (section.subject === null && at % 2 === 0) return [];
  const asks = section.subject?.phrase.form === "question";
  const frame = stock.takeFrame(section.subject === null ? "topic" : asks ? "question" : "noun");
  const text = frame === undefined ? null : asks ? voice.say(frame, topic) : voice.name(frame, topic);
  return text === null ? [] : [text];
}

function openingOf(page: Page, room: number, desk: Desk): string[] {
  const anchor = anchorOf(page, desk);
  const opener = desk.stock.take(page.section.kind, "openers");
  const space = room - sum(anchor);
  return [
    ...anchor,
    ...(opener === undefined
      ? nextPassage(page, space, desk)
      : desk.voice.paragraph(opener, page.topic, space)),
  ];
}

/** A sentence for each keyword that the section speaks of in passing, as long as there are ways to put it. */
function mentionsOf({ section, topic }: Page, { voice, stock }: Desk): string[] {
  return section.mentions.flatMap(({ phrase }) => {
    const asks = phrase.form === "question";
    const frame = stock.takeFrame(asks ? "searchQuestion" : "searchNoun");
    if (frame === undefined) return [];
    const search = `“${questionOf(phrase)}${asks ? "?" : ""}”`;
    const text = voice.say(asks ? frame.replace("{search}.", "{search}") : frame, topic, { search });
    return text === null ? [] : [text];
  });
}

/** A list with its lead-in, cut to the room; null where it would have fewer than three items. */
function listFor(page: Page, { voice, stock }: Desk): Block[] | null {
  const list = stock.take(page.section.kind, "lists");
  const lead = list && voice.say(list.lead, page.topic);
  if (!list || !lead) return null;
  const items: string[] = [];
  let space = left(page) - countWords(lead);
  for (const item of list.items) {
    const text = countWords(item) <= space ? voice.say(item, page.topic) : null;
    if (text === null) continue;
    items.push(/^[a-z]/.test(item) ? text.charAt(0).toLowerCase() + text.slice(1) : text);
    space -= countWords(text);
  }
  const tag = /\border\b|\bmonth\b/.test(list.lead) ? "ol" : "ul";
  return items.length < 3
    ? null
    : [
        { tag: "p", sentences: [lead] },
        { tag, items },
      ];
}

function partFor(page: Page, { plan, voice, stock }: Desk): Block[] | null {
  const part = stock.take(page.section.kind, "parts");
  if (part === undefined || plan.sections.some(({ heading }) => heading === part.heading)) return null;
  const sentences = voice.paragraph(part.text, page.topic, left(page) - countWords(part.heading));
  return sentences.length === 0
    ? null
    : [
        { tag: "h3", text: part.heading },
        { tag: "p", sentences },
      ];
}

function noteFor(page: Page, { voice, stock }: Desk): Block[] | null {
  const check = stock.take(page.section.kind, "checks");
  const text = check && voice.say(check, page.topic);
  page.noted = true;
  return text ? [{ tag: "note", label: "Worth checking:", text }] : null;
}

/** What comes next in a section, by how far it has come and what still fits; nothing where it is full. */
function nextBlocks(page: Page, turn: number, desk: Desk): Block[] {
  const { section, at, room } = page;
  const space = left(page);
  const table: Block = { tag: "table", ...(tables[section.kind] ?? tables.general) };
  if (section === desk.tableFor && turn === 1 && wordsIn([table]) < space) return [table];
  const step = (turn + at) % 3;
  const long = room > LONG_SECTION;
  const special =
    (step === 1 && space > LIST_NEEDS ? listFor(page, desk) : null) ??
    (step === 2 && long && turn > 1 && space > PART_NEEDS ? partFor(page, desk) : null) ??
    (turn > 2 && long && !page.noted && space > NOTE_NEEDS ? noteFor(page, desk) : null);
  if (special !== null) return special;
  const sentences = nextPassage(page, space, desk);
  return sentences.length === 0 ? [] : [{ tag: "p", sentences }];
}

/** A section of about `room` words, its heading included. */
export function writeSection(section: PlanSection, room: number, desk: Desk): Block[] {
  const at = desk.plan.sections.indexOf(section);
  const blocks: Block[] = [{ tag: "h2", text: section.heading }];
  const page: Page = {
    section,
    at,
    room,
    topic: section.subject?.noun ?? desk.plan.topic,
    noted: false,
    blocks,
  };
  const named = mentionsOf(page, desk);
  const opening = openingOf(page, left(page) - sum(named), desk);
  const apart = room > TWO_PARAGRAPHS && named.length > 0;
  blocks.push({ tag: "p", sentences: apart ? opening : [...opening, ...named] });
  if (apart)
    blocks.push({ tag: "p", sentences: [...nextPassage(page, left(page) - sum(named), desk), ...named] });
  for (let turn = 1; left(page) > PARAGRAPH_NEEDS; turn++) {
    const next = nextBlocks(page, turn, desk);
    if (next.length === 0) break;
    blocks.push(...next);
  }
  return blocks;
}
