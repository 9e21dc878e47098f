import type { IdeasInput, IdeasOutput } from "../functions";
import { candidatesOf, type Candidate } from "./candidates";
import { describe } from "./descriptions";
import { domainOf, type Domain } from "./domains";
import { titlesFor, type Title } from "./idea-titles";
import { inGeneral, type Noun } from "./nouns";
import { distinctHeadings, headingFor, outlineOf } from "./outline";
import { seedFrom, type Seed } from "./seed";
import { overlap, sameStems, sameWords, sentenceWords, stemsOf } from "./wording";

type Idea = IdeasOutput["ideas"][number];
type Draft = { lead: Candidate; topic: Noun; title: Title; support: Candidate[] };

const MAX_KEYWORDS = 8;
const MAX_SHARED_STEMS = 0.6;

/** What an idea without a noun of its own is about. */
const nameFor = (lead: Candidate, clusterName: string) =>
  sentenceWords((lead.leads || clusterName.trim() === "" ? lead.phrase.keyword : clusterName).toLowerCase());

/** What the searches for a candidate count, when every idea of its kind that is there already takes three quarters off. */
const worth = ({ volume, phrase }: Candidate, drafts: Draft[]) =>
  (volume + 1) / 4 ** drafts.filter(({ lead }) => lead.phrase.kind === phrase.kind).length;

/** The candidates in the order in which they make ideas, each chosen in view of the ideas before it. */
function* leadsInOrder(candidates: Candidate[], drafts: Draft[]): Generator<Candidate> {
  const waiting = [...candidates];
  while (waiting.length > 0) {
    const best = waiting.reduce((a, b) => {
      if (a.leads !== b.leads) return a.leads ? a : b;
      return worth(b, drafts) > worth(a, drafts) ? b : a;
    });
    waiting.splice(waiting.indexOf(best), 1);
    yield best;
  }
}

/** A title that no other idea of the set and no article of the site comes close to; null where there is none. */
function freshTitle(
  { lead, topic }: { lead: Candidate; topic: Noun },
  drafts: Draft[],
  taken: Set<string>,
  seed: Seed,
): Title | null {
  const structures = drafts.map(({ title }) => title.structure);
  const used = ({ structure }: Title) => structures.filter((other) => other === structure).length;
  const titles = titlesFor(lead.phrase, topic, seed).filter(({ text }) => {
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
      ({ lead: other }) => other.phrase.kind === lead.phrase.kind && sameStems(other.stems, lead.stems),
    );
    const topic = (lead.leads ? lead.noun : null) ?? inGeneral(nameFor(lead, input.cluster.name));
    const title = sameSearch ? null : freshTitle({ lead, topic }, drafts, taken, seed);
    if (title !== null) drafts.push({ lead, topic, title, support: [] });
  }
  return drafts;
}

/** Rare stems tell more: the logarithm of how few of the keywords have it. */
function stemWeights(candidates: Candidate[]): (stems: Iterable<string>) => number {
  const counts = new Map<string, number>();
  for (const { stems } of candidates) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const weight = (stem: string) => Math.log(1 + candidates.length / (counts.get(stem) ?? 1));
  return (stems) => [...stems].reduce((sum, stem) => sum + weight(stem), 0);
}

/** Gives each keyword to the idea that it is closest to, so that no two articles aim at the same one. */
function shareKeywords(drafts: Draft[], candidates: Candidate[]): void {
  const leads = new Set(drafts.map(({ lead }) => lead));
  const weigh = stemWeights(candidates);
  for (const candidate of candidates) {
    if (leads.has(candidate) || !candidate.phrase.sound) continue;
    const scored = drafts.map((draft) => {
      const shared = [...candidate.stems].filter((stem) => draft.lead.stems.has(stem));
      const near = weigh(shared) / weigh(candidate.stems);
      return { draft, score: near * 2 + (draft.lead.phrase.kind === candidate.phrase.kind ? 0.8 : 0) };
    });
    const open = scored.filter(({ draft, score }) => score > 1 && draft.support.length < MAX_KEYWORDS - 1);
    open.sort((a, b) => b.score - a.score)[0]?.draft.support.push(candidate);
  }
}

function headingsOf({ lead, topic, title, support }: Draft, domain: Domain, seed: Seed): string[] {
  const asking = title.numbered;
  const fromKeywords = support.flatMap(({ leads, phrase, noun, stems }) => {
    const sameAsLead = phrase.kind === lead.phrase.kind && sameStems(stems, lead.stems);
    const text = leads && !sameAsLead ? headingFor(phrase, noun, asking, seed) : null;
    return text === null || text.length > 80 ? [] : [{ text, kind: phrase.kind }];
  });
  const general = outlineOf(lead.phrase.kind, topic, { asking, domain }, seed);
  const all = distinctHeadings([...general.slice(0, 1), ...fromKeywords.slice(0, 4), ...general.slice(1)]);
  const wanted = Math.min(8, (asking ? 5 : 4) + Math.min(3, fromKeywords.length));
  return all.slice(0, wanted).map(({ text }) => text);
}

function finish(draft: Draft, domain: Domain, seed: Seed): Idea {
  const headings = headingsOf(draft, domain, seed);
  const { lead, title, support } = draft;
  const words = 700 + headings.length * 110 + support.length * 30;
  return {
    idea_title: title.text.replace("%n%", String(headings.length)),
    description: describe(lead, support, seed),
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
  const domain = domainOf(cluster.keywords.map(({ keyword }) => keyword));
  return { ideas: drafts.map((draft) => finish(draft, domain, seed)) };
}
