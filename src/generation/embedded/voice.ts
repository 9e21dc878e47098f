import { countWords } from "../../text/html/html";
import { vocabulary, type Domain } from "./domains";
import type { Noun } from "./nouns";
import { render, topicSlots, type Slots } from "./render";
import type { Seed } from "./seed";

/** Turns frames into sentences, none of them twice, and keeps count of the primary keyword. */
export type Voice = {
  /** Null where the sentence has been said or names what is not there. */
  say: (frame: string, topic: Noun, more?: Slots) => string | null;
  /** The same, but only where the topic itself may be named. */
  name: (frame: string, topic: Noun) => string | null;
  /** The sentences of a paragraph, as many as fit into `room` words, at least two; stops at the first that cannot be said. */
  paragraph: (frames: readonly string[], topic: Noun, room: number) => string[];
  /** Counts the primary keyword in text that is not said but given. */
  hear: (text: string) => void;
};

type VoiceInput = { primary: string; wordCount: number; domain: Domain; tone: string; seed: Seed };

/** Uses of the primary keyword for each word of the article. */
const DENSITY = 0.014;
const LONGEST_TOPIC = 44;
/** The topic is named at most once in so many sentences. */
const NAMING_GAP = 4;

const informal = /friendly|casual|convers|warm|playful|informal|relaxed/i;
const contractions: [RegExp, string][] = [
  [/\b(do|does|did|is|are|was|has|have|could|would|should) not\b/g, "$1n't"],
  [/\bcannot\b/g, "can't"],
  [/\bwill not\b/g, "won't"],
  [/\bIt is\b/g, "It's"],
  [/\bThat is\b/g, "That's"],
  [/\byou have (?=found|noticed|been|already)/g, "you've "],
];

const contract = (frame: string) => contractions.reduce((text, [from, to]) => text.replace(from, to), frame);
/** What an article is about when its keywords name nothing. */
export const thisSubject: Noun = { text: "this subject", plural: false };
const standIns: Noun[] = [thisSubject, { text: "the topic", plural: false }];

function turns<T>(list: readonly T[]): () => T | undefined {
  let at = 0;
  return () => list[at++ % list.length];
}

export function createVoice({ primary, wordCount, domain, tone, seed }: VoiceInput): Voice {
  const said = new Set<string>();
  const expert = turns(seed.shuffle(vocabulary[domain].expert));
  const source = turns(seed.shuffle(vocabulary[domain].source));
  const needle = primary.toLowerCase();
  const quota = Math.max(2, Math.floor(wordCount * DENSITY));
  let uses = 0;
  let sinceNamed = NAMING_GAP;
  const usesIn = (text: string) => (needle === "" ? 0 : text.toLowerCase().split(needle).length - 1);
  const hear = (text: string) => void (uses += usesIn(text));

  const mayName = ({ text }: Noun) => text.length <= LONGEST_TOPIC && (uses < quota || usesIn(text) === 0);

  const say = (frame: string, topic: Noun, more: Slots = {}) => {
    const named = frame.includes("{topic}");
    const shown = named && (sinceNamed < NAMING_GAP || !mayName(topic)) ? seed.pick(standIns) : topic;
    const slots: Slots = { ...topicSlots(shown), ...more };
    if (frame.includes("{expert}")) slots.expert = expert() ?? "";
    if (frame.includes("{source}")) slots.source = source() ?? "";
    const text = render(informal.test(tone) ? contract(frame) : frame, slots, seed);
    if (text === null || said.has(text.toLowerCase())) return null;
    said.add(text.toLowerCase());
    hear(text);
    sinceNamed = named && shown === topic ? 0 : sinceNamed + 1;
    return text;
  };

  const paragraph = (frames: readonly string[], topic: Noun, room: number) => {
    const sentences: string[] = [];
    let left = room;
    for (const frame of frames) {
      if (sentences.length > 1 && countWords(frame) > left) break;
      const text = say(frame, topic);
      if (text === null) break;
      sentences.push(text);
      left -= countWords(text);
    }
    return sentences;
  };
  const name = (frame: string, topic: Noun) => {
    sinceNamed = NAMING_GAP;
    return mayName(topic) && !standIns.includes(topic) ? say(frame, topic) : null;
  };
  return { say, name, paragraph, hear };
}
