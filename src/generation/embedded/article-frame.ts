import { countWords } from "../../text/html/html";
import { detectLanguage, tokenize } from "../../text/terms";
import type { PlanKeyword, Plan } from "./article-plan";
import type { Desk } from "./article-sections";
import { wordsIn, type Block } from "./blocks";
import { asked, phraseQuestions, type SectionKind } from "./headings";
import {
  closingHeadings,
  closings,
  hooks,
  frameLimits,
  namings,
  nextSteps,
  quotings,
  roadmaps,
} from "./material/frame";
import { headingOf, questionOf } from "./phrases";
import { render, topicSlots } from "./render";
import { oneOf } from "./nouns";
import { sameStems, sameWords, sentenceCase, stemsOf } from "./wording";

const FAQ_HEADING = "Frequently asked questions";
const FAQ_SHARE = 0.16;
const WORDS_PER_ANSWER = 42;

/** May stand in a sentence as it was typed: a plural or a thing that is not counted. */
const readsPlainly = ({ phrase, noun }: PlanKeyword) =>
  phrase.form === "noun" &&
  noun?.text.toLowerCase() === phrase.keyword.toLowerCase() &&
  detectLanguage(tokenize(phrase.keyword)) === "english";

const structureName = (structure: string) =>
  /^(?:guide|comparison|review|article)$/.test(structure) ? structure : "article";

/** The first paragraph; it names the primary keyword. */
export function writeIntroduction({ plan, voice }: Desk, room: number): Block[] {
  const { lead, topic, seed, domain, input } = plan;
  const kw = readsPlainly(lead) ? (lead.noun?.text ?? lead.phrase.keyword) : lead.phrase.keyword;
  const naming = seed.pick(readsPlainly(lead) ? namings : quotings);
  const frames = [
    seed.pick(hooks[lead.phrase.kind]),
    naming,
    ...seed.shuffle(roadmaps).slice(0, 1),
    seed.pick(frameLimits[domain]),
    ...seed.shuffle(roadmaps).slice(0, 2),
  ];
  const sentences: string[] = [];
  let left = room;
  for (const frame of frames) {
    const must = frame === naming;
    if (!must && countWords(frame) > left) continue;
    const text = voice.say(frame, topic, { kw, structure: structureName(input.content_structure) });
    if (text === null) continue;
    sentences.push(text);
    left -= countWords(text);
  }
  return [{ tag: "p", sentences }];
}

/** Questions the keywords ask, then those that suit their kinds; none that is a heading already. */
function questionsOf({ keywords, lead, topic, sections, seed }: Plan): { text: string; kind: SectionKind }[] {
  const taken = new Set(sections.map(({ heading }) => sameWords(heading)));
  const typed = keywords
    .filter(({ phrase }) => phrase.sound && phrase.form === "question")
    .map(({ phrase }) => ({ text: headingOf(phrase), kind: phrase.kind as SectionKind }));
  const made = keywords.slice(1).flatMap(({ phrase, noun }) => {
    if (!phrase.sound || phrase.form !== "noun" || noun === null) return [];
    const one = phrase.noun === null ? null : oneOf(phrase.noun);
    const frame = seed.pick(phraseQuestions[phrase.kind] ?? ["What should you know about {topic}?"]);
    const text = render(frame, { ...topicSlots(noun), ...(one === null ? {} : { one }) }, seed);
    return text === null ? [] : [{ text, kind: phrase.kind as SectionKind }];
  });
  const present = new Set([...sections.map(({ kind }) => kind), ...typed.map(({ kind }) => kind)]);
  const usual = (
    [lead.phrase.kind, "sources", "plan", "decide", "ask", "context", "myths", "mistakes"] as SectionKind[]
  )
    .filter((kind) => !present.has(kind))
    .map((kind) => ({ text: render(asked[kind], topicSlots(topic), seed) ?? "", kind }));
  const questions = [...typed, ...made.slice(0, 2), ...usual, ...made.slice(2)];
  const heard: Set<string>[] = [];
  return questions.filter(({ text }) => {
    const [key, stems] = [sameWords(text), stemsOf(text)];
    if (text === "" || text.length > 110 || taken.has(key) || heard.some((other) => sameStems(other, stems)))
      return false;
    heard.push(stems);
    return true;
  });
}

export function writeFaq(desk: Desk): Block[] {
  const { plan, voice, stock } = desk;
  const { word_count } = plan.input;
  const count = Math.max(2, Math.min(8, Math.round((word_count * FAQ_SHARE) / WORDS_PER_ANSWER)));
  const blocks: Block[] = [{ tag: "h2", text: FAQ_HEADING }];
  for (const { text, kind } of questionsOf(plan)) {
    if (blocks.length > 2 * count) break;
    const frames =
      stock.take(kind, "answers") ?? stock.take("general", "answers") ?? stock.take(kind, "passages");
    const sentences = frames ? voice.paragraph(frames, plan.topic, word_count < 500 ? 20 : 60) : [];
    if (sentences.length === 0) continue;
    voice.hear(text);
    blocks.push({ tag: "h3", text }, { tag: "p", sentences });
  }
  return blocks.length > 1 ? blocks : [];
}

function closingHeading({ plan, voice }: Desk): string {
  const { lead, seed, sections, closingHeading: given } = plan;
  const keyword = lead.phrase.keyword.toLowerCase();
  if (given !== null) return given;
  if (sections.some(({ heading }) => heading.toLowerCase().includes(keyword)))
    return seed.pick(closingHeadings.plain);
  const plain = questionOf(lead.phrase).toLowerCase() === keyword;
  const question = lead.phrase.form === "question" && plain;
  const frame = seed.pick(question ? closingHeadings.question : closingHeadings.noun);
  const kw = plain ? questionOf(lead.phrase) : lead.phrase.keyword;
  const text = sentenceCase(render(frame, { kw }, seed) ?? kw);
  voice.hear(text);
  return text;
}

/** The last section; it names the primary keyword where no other heading does. */
export function writeClosing(desk: Desk, room: number): Block[] {
  const { plan, voice } = desk;
  const blocks: Block[] = [{ tag: "h2", text: closingHeading(desk) }];
  const [first, second] = plan.seed.shuffle(closings);
  const steps = plan.seed.pick(nextSteps);
  const left = () => room - wordsIn(blocks);
  blocks.push({ tag: "p", sentences: voice.paragraph(first ?? [], plan.topic, left()) });
  if (left() > 45) blocks.push({ tag: "p", sentences: [steps.lead] }, { tag: "ul", items: steps.items });
  if (left() > 28) blocks.push({ tag: "p", sentences: voice.paragraph(second ?? [], plan.topic, left()) });
  return blocks;
}
