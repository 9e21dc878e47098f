import type { IdeasInput, IdeasOutput } from "../functions";
import { candidatesOf, type Candidate } from "./candidates";
import { describe } from "./descriptions";
import { titlesFor, type Title } from "./idea-titles";
import { inGeneral } from "./nouns";
import { distinctHeadings, headingFor, outlineOf } from "./outline";
import { seedFrom, type Seed } from "./seed";
import { overlap, sameWords, sentenceWords, stemsOf } from "./wording";

type Idea = IdeasOutput["ideas"][number];
type Draft = { lead: Candidate; title: Title; support: Candidate[] };

const MAX_KEYWORDS = 8;
const MAX_SHARED_STEMS = 0.6;

/** The candidates in the order in which they make ideas: a new kind of question before a kind already there. */
function* leadsInOrder(candidates: Candidate[], drafts: Draft[]): Generator<Candidate> {
  const waiting = [...candidates].sort((a, b) => Number(b.leads) - Number(a.leads) || b.volume - a.volume);
  while (waiting.length > 0) {
    const uses = (candidate: Candidate) =>
      drafts.filter(({ lead }) => lead.phrase.kind === candidate.phrase.kind).length;
    const open = waiting.filter(({ leads }) => leads === waiting[0]?.leads);
    const fewest = Math.min(...open.map(uses));
    const next = waiting.findIndex(
      (candidate) => candidate.leads === open[0]?.leads && uses(candidate) === fewest,
    );
    yield* waiting.splice(next, 1);
  }
}

/** A title that no other idea of the set and no article of the site comes close to; null where there is none. */
function freshTitle(lead: Candidate, drafts: Draft[], taken: Set<string>, seed: Seed): Title | null {
  const structures = drafts.map(({ title }) => title.structure);
  const used = ({ structure }: Title) => structures.filter((other) => other === structure).length;
  const titles = titlesFor(lead.phrase, lead.noun, seed).filter(({ text }) => {
    const stems = stemsOf(text);
    const distinct = drafts.every(({ title }) => overlap(stems, stemsOf(title.text)) <= MAX_SHARED_STEMS);
    return distinct && ![5, 6, 7, 8].some((n) => taken.has(sameWords(text.replace("%n%", String(n)))));
  });
  return titles.sort((a, b) => used(a) - used(b))[0] ?? null;
}

function draftIdeas(input: IdeasInput, candidates: Candidate[], seed: Seed): Draft[] {
  const taken = new Set(input.taken_titles.map(sameWords));
  const drafts: Draft[] = [];
  for (const lead of leadsInOrder(candidates, drafts)) {
    if (drafts.length >= input.count) break;
    if (!lead.leads && drafts.length > 0) break;
    const sameSearch = drafts.some(
      ({ lead: other }) => other.phrase.kind === lead.phrase.kind && overlap(other.stems, lead.stems) === 1,
    );
    const title = sameSearch ? null : freshTitle(lead, drafts, taken, seed);
    if (title !== null) drafts.push({ lead, title, support: [] });
  }
  return drafts;
}

/** Gives each keyword to the idea that it is closest to, so that no two articles aim at the same one. */
function shareKeywords(drafts: Draft[], candidates: Candidate[]): void {
  const core = drafts
    .map(({ lead }) => lead.stems)
    .reduce((all, stems) => all.intersection(stems), drafts[0]?.lead.stems ?? new Set<string>());
  const leads = new Set(drafts.map(({ lead }) => lead));
  for (const candidate of candidates) {
    if (leads.has(candidate) || !candidate.phrase.sound) continue;
    const scored = drafts.map((draft) => {
      const specific = [...candidate.stems].filter(
        (stem) => !core.has(stem) && draft.lead.stems.has(stem),
      ).length;
      const general = [...candidate.stems].some((stem) => draft.lead.stems.has(stem)) ? 0.5 : 0;
      return {
        draft,
        score: specific * 2 + general + (draft.lead.phrase.kind === candidate.phrase.kind ? 1 : 0),
      };
    });
    const open = scored.filter(({ draft, score }) => score >= 1.5 && draft.support.length < MAX_KEYWORDS - 1);
    open.sort((a, b) => b.score - a.score)[0]?.draft.support.push(candidate);
  }
}

function headingsOf({ lead, title, support }: Draft, seed: Seed): string[] {
  const topic = lead.noun ?? inGeneral(sentenceWords(lead.phrase.keyword.toLowerCase()));
  const fromKeywords = support
    .filter(({ leads }) => leads)
    .flatMap(({ phrase, noun }) => {
      const text = headingFor(phrase, noun, seed);
      return text === null || text.length > 80 ? [] : [{ text, kind: phrase.kind }];
    });
  const general = outlineOf(lead.phrase.kind, topic, seed);
  const all = distinctHeadings([...general.slice(0, 1), ...fromKeywords.slice(0, 4), ...general.slice(1)]);
  const wanted = Math.min(8, Math.max(title.numbered ? 5 : 4, 4 + fromKeywords.slice(0, 3).length));
  return all.slice(0, wanted).map(({ text }) => text);
}

function finish(draft: Draft, seed: Seed): Idea {
  const headings = headingsOf(draft, seed);
  const { lead, title, support } = draft;
  const words = 700 + headings.length * 110 + support.length * 30;
  return {
    idea_title: title.text.replace("%n%", String(headings.length)),
    description: describe(lead, support, headings, seed),
    headings,
    content_structure: title.structure,
    target_keywords: [lead, ...support].map(({ phrase }) => phrase.keyword),
    estimated_word_count: Math.min(2000, Math.max(800, Math.round(words / 100) * 100)),
  };
}

/** Article ideas for a cluster: fewer than asked for where its keywords do not carry as many distinct ones. */
export function proposeIdeas(input: IdeasInput): IdeasOutput {
  const { cluster } = input;
  const seed = seedFrom(
    [cluster.name, ...cluster.keywords.map(({ keyword }) => keyword), input.count].join("\n"),
  );
  const candidates = candidatesOf(input);
  const drafts = draftIdeas(input, candidates, seed);
  shareKeywords(drafts, candidates);
  return { ideas: drafts.map((draft) => finish(draft, seed)) };
}
